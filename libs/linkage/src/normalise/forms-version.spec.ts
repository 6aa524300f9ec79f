import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FORMS_VERSION } from './forms-version.js';

interface Vectors {
  readonly version: number;
  readonly words: unknown;
  readonly frenchWords: unknown;
  readonly places: unknown;
  readonly dates: unknown;
  readonly numbers: unknown;
  readonly names: unknown;
  readonly persons: readonly { readonly person: unknown; readonly forms: unknown }[];
  readonly tables: Readonly<Record<string, unknown>>;
}

/** The forms of each version as its vectors hold them. Vectors that are added change the hash, forms that change the version too. */
const HASHES: Readonly<Record<number, string>> = {
  2: '852d306f0174a35384fa59b3deb8ff43405899e078ef09f6b561f9526e1121d8',
  3: '0a3a58198b8ad37b4f5c9510c78f994dfc7c55e0582b6be31b746ca574b1559b',
};

test('a change of the forms is a new version: the hash of all forms of the vectors stands beside it', () => {
  const file = JSON.parse(readFileSync(new URL('../vectors/encoding.v1.json', import.meta.url), 'utf8')) as Vectors;
  const { words, frenchWords, places, dates, numbers, names, tables } = file;
  const forms = {
    words,
    frenchWords,
    places,
    dates,
    numbers,
    names,
    tables,
    persons: file.persons.map(({ person, forms }) => [person, forms]),
  };
  expect(file.version).toBe(FORMS_VERSION);
  expect(createHash('sha256').update(JSON.stringify(forms)).digest('hex')).toBe(HASHES[FORMS_VERSION]);
});
