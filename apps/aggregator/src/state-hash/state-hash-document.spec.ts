import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HASHED_TABLES } from './hashed-tables.js';

const document = readFileSync(join(import.meta.dirname, '../../../../docs/reference/state-hash.md'), 'utf8');

/** Table name -> rows `[column, is key]` as the document lists them. */
function documented(): Map<string, [string, boolean][]> {
  const tables = new Map<string, [string, boolean][]>();
  for (const section of document.split('\n### ').slice(1)) {
    const name = /^`(\w+)`/.exec(section)?.[1] ?? '';
    const body = section.split('\n## ')[0] ?? '';
    tables.set(
      name,
      [...body.matchAll(/^\| `(\w+)`( \\\*)? /gm)].map(([, column = '', key]) => [column, key !== undefined]),
    );
  }
  return tables;
}

test('the reference page names every hashed column, in order, and its key', () => {
  const inCode = HASHED_TABLES.map(({ name, columns, key }) => [name, columns.map((c) => [c, key.includes(c)])]);
  expect([...documented()]).toEqual(inCode);
});
