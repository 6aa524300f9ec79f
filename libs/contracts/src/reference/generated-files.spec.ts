import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { generatedFiles } from './generated-files.js';

const ROOT = resolve(import.meta.dirname, '../../../..');

test.each([...generatedFiles()])(
  '%s is what the contract generates (run `npm run generate` and commit)',
  async (path, content) => {
    const committed = await readFile(resolve(ROOT, path), 'utf8');
    // Not toEqual on the whole text: a difference of thousands of lines helps nobody.
    const differing = firstDifference(committed.split('\n'), content.split('\n'));
    expect(differing).toBeUndefined();
  },
);

function firstDifference(committed: readonly string[], generated: readonly string[]) {
  const line = Array.from({ length: Math.max(committed.length, generated.length) }, (_, n) => n).find(
    (n) => committed[n] !== generated[n],
  );
  return line === undefined ? undefined : { line: line + 1, committed: committed[line], generated: generated[line] };
}
