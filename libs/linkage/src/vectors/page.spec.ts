import { readFileSync, writeFileSync } from 'node:fs';
import { pageWith } from './page-blocks.testing.js';
import { PlainEncoding } from './plain-encoding.testing.js';
import type { VectorFile } from './vector-file.testing.js';

const PAGE = new URL('../../../../docs/reference/linkage-vectors.md', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const vectors = JSON.parse(read('./encoding.v1.json')) as VectorFile;

test('layout, example, constants and expressions of the page are those of the code (UPDATE_REFERENCE=1 writes them)', () => {
  const page = readFileSync(PAGE, 'utf8');
  const current = pageWith(page, vectors, (name) => read(`../${name}.ts`));
  if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(PAGE, current);
  expect(readFileSync(PAGE, 'utf8')).toBe(current);
});

test('what the page says of keys, segments and decoys gives the vectors', () => {
  const key = Buffer.from(vectors.encoding.key, 'hex');
  for (const { purpose, nonce, tokens, slots, salts, variants } of vectors.persons) {
    expect(new PlainEncoding(key, purpose ?? 'VICTIM', 1).variants({ tokens, slots }, salts, nonce)).toEqual(variants);
  }
});

test('the page names every part of the file', () => {
  const page = readFileSync(PAGE, 'utf8');
  const described = Object.keys(vectors).filter((part) => part !== 'version' && part !== 'note');
  for (const part of described) expect(page).toContain(`\`${part}\``);
});
