// Regenerates the committed reference files from the built contract: `npm run build` first.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const built = resolve(root, 'dist/libs/contracts/src/reference/generated-files.js');
if (!existsSync(built)) {
  console.error('dist/ is missing: run `npm run build` first.');
  process.exit(1);
}

const { generatedFiles } = await import(pathToFileURL(built).href);
for (const [path, content] of generatedFiles()) {
  await mkdir(dirname(resolve(root, path)), { recursive: true });
  await writeFile(resolve(root, path), content);
  console.log(`wrote ${path}`);
}
