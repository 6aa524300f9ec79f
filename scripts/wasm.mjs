// Assembles libs/linkage/src/scan/scan-kernel.wat into the module that is committed beside it.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import wabt from 'wabt';

const folder = resolve(import.meta.dirname, '..', 'libs/linkage/src/scan');
const { parseWat } = await wabt();
const source = parseWat('scan-kernel.wat', await readFile(resolve(folder, 'scan-kernel.wat'), 'utf8'), { simd: true });
source.validate();
const base64 = Buffer.from(source.toBinary({}).buffer).toString('base64');
const lines = base64.match(/.{1,100}/g).map((line) => `'${line}'`);
const path = resolve(folder, 'scan-kernel.ts');
const text = `/** scan-kernel.wat, assembled by \`npm run wasm\`. */\nexport const SCAN_KERNEL = Buffer.from([${lines.join(',\n')}].join(''), 'base64');\n`;
await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
console.log('wrote libs/linkage/src/scan/scan-kernel.ts');
