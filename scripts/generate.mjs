// Regenerates the committed reference files from the built contract, and the client's types from them: `npm run build` first.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clientTypes } from './lib/client-types.mjs';

const root = resolve(import.meta.dirname, '..');
const built = resolve(root, 'dist/libs/contracts/src/reference/generated-files.js');
if (!existsSync(built)) {
  console.error('dist/ is missing: run `npm run build` first.');
  process.exit(1);
}

const { generatedFiles } = await import(pathToFileURL(built).href);
await write(generatedFiles());
await write(await clientTypes());

async function write(files) {
  for (const [path, content] of files) {
    await mkdir(dirname(resolve(root, path)), { recursive: true });
    await writeFile(resolve(root, path), content);
    console.log(`wrote ${path}`);
  }
}
