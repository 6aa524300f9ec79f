import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HASHED_SECTIONS } from './hashed-sections.js';

const document = readFileSync(join(import.meta.dirname, '../../../../docs/reference/linkage-state.md'), 'utf8');

/** Section name -> rows `[column, is key]` as the document lists them. */
function documented(): [string, [string, boolean][]][] {
  return document
    .split('\n### ')
    .slice(1)
    .map((section) => {
      const body = section.split('\n## ')[0] ?? '';
      const columns = [...body.matchAll(/^\| `(\w+)`( \\\*)? /gm)];
      return [/^`(\w+)`/.exec(section)?.[1] ?? '', columns.map(([, column = '', key]) => [column, key !== undefined])];
    });
}

test('the reference page names every hashed column of linkage, in order, and its key', () => {
  expect(documented()).toEqual(
    HASHED_SECTIONS.map(({ name, columns, key }) => [name, columns.map((column) => [column, key.includes(column)])]),
  );
});
