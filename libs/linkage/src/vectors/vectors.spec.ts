import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { VARIANTS } from '#contracts';
import { PERSON_LAYOUT } from '../encode/person-layout.js';
import { computedVectors } from './computed-vectors.testing.js';
import type { VectorFile } from './vector-file.testing.js';

const VECTOR_FILE = new URL('./encoding.v1.json', import.meta.url);
const vectors = computedVectors(JSON.parse(readFileSync(VECTOR_FILE, 'utf8')) as VectorFile);

test('the committed vectors are what the code makes of their inputs (UPDATE_REFERENCE=1 writes them)', async () => {
  const text = await format(JSON.stringify(vectors), { parser: 'json', printWidth: 120 });
  if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(VECTOR_FILE, text);
  expect(readFileSync(VECTOR_FILE, 'utf8')).toBe(text);
});

describe('the persons show every way in which an encoding can differ', () => {
  const { persons } = vectors;
  const real = persons.map(({ salts }) => VARIANTS.map((v) => salts.filter((salt) => salt.v === v).length).join(''));
  const counts = (v: string) => new Set(persons.map(({ salts }) => salts.filter((salt) => salt.v === v).length).sort());

  test('each kind of variant is real for one and a decoy of another', () => {
    for (const v of VARIANTS) {
      expect(persons.some(({ salts }) => salts.some((salt) => salt.v === v))).toBe(true);
      expect(persons.some(({ salts, variants }) => variants.length > 0 && salts.every((salt) => salt.v !== v))).toBe(
        true,
      );
    }
  });

  test('one or three of B and C, one, two or eight of D and E, or nothing at all', () => {
    for (const v of ['B', 'C']) expect([...counts(v)]).toEqual([0, 1, 3]);
    for (const v of ['D', 'E']) expect([...counts(v)]).toEqual([0, 1, 2, 8]);
    expect(persons.filter(({ variants }) => variants.length === 0).length).toBeGreaterThan(1);
    expect(new Set(real).size).toBeGreaterThan(12);
  });

  test('every part of the segment is held by one and absent in another', () => {
    for (const { name } of PERSON_LAYOUT.sketches ?? []) {
      const held = persons.map(({ tokens }) => (tokens[name] ?? []).length > 0);
      expect(new Set(held).size).toBe(2);
    }
    for (const name of Object.keys(persons[0]?.forms ?? {}) as (keyof (typeof persons)[number]['forms'])[]) {
      const held = persons.map(({ forms }) => JSON.stringify(forms[name]));
      expect(new Set(held).size).toBeGreaterThan(1);
    }
  });

  test('nonces and what is shown are each their own', () => {
    expect(new Set(persons.map(({ nonce }) => nonce)).size).toBe(persons.length);
    expect(new Set(persons.map(({ shows }) => shows)).size).toBe(persons.length);
  });
});
