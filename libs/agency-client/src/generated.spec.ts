import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
const TYPES = join(ROOT, 'scripts', 'lib', 'client-types.mjs');

/** In a process of its own: the generator carries a compiler with it. */
function generated(): [string, string][] {
  const program = `const { clientTypes } = await import(${JSON.stringify(TYPES)});
    process.stdout.write(JSON.stringify([...await clientTypes()]))`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(output.toString()) as [string, string][];
}

test.each(generated())('%s follows from the documents (run `npm run generate` and commit)', async (path, content) => {
  // Not toEqual on the whole text: a difference of thousands of lines helps nobody.
  expect((await readFile(join(ROOT, path), 'utf8')) === content).toBe(true);
});
