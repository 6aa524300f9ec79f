import { readFileSync } from 'node:fs';
import { validatorFor, VARIANTS, type EncodedVariant } from '#contracts';
import { createPersonEncoder } from './encoder.js';
import { derivedKey, tagKey } from './keys.js';
import type { PersonMention } from './person-mention.js';

interface EncodingVectors {
  readonly encoding: {
    readonly key: string;
    readonly person: PersonMention;
    readonly nonce: string;
    readonly epochs: readonly { readonly epoch: number; readonly variants: readonly EncodedVariant[] }[];
  };
}

const { encoding } = JSON.parse(
  readFileSync(new URL('../vectors/encoding.v1.json', import.meta.url), 'utf8'),
) as EncodingVectors;
const key = Buffer.from(encoding.key, 'hex');
const NOBODY: PersonMention = {
  ...{ givenName: null, patronymic: null, surname: null, birthDate: null, sex: null },
  ...{ documentNo: null, nationalId: null, phone: null, handle: null },
};
const encode = (person: Partial<PersonMention>, nonce?: string) =>
  createPersonEncoder(key, 1).encode({ ...NOBODY, ...person }, nonce);
/** Kinds of tag that two mentions of the same words share: those that are no decoys. */
const realOf = (person: Partial<PersonMention>, other = person) => {
  const tags = new Set(encode(other, 'other').map(({ v, tag }) => `${v} ${tag}`));
  return [...new Set(encode(person, 'one').flatMap(({ v, tag }) => (tags.has(`${v} ${tag}`) ? [v] : [])))];
};

test.each(encoding.epochs)('the shared vectors of epoch $epoch: every country encodes alike', ({ epoch, variants }) => {
  expect(createPersonEncoder(key, epoch).encode(encoding.person, encoding.nonce)).toEqual(variants);
});

test('no key is used twice: uses, purposes, epochs and variants never share one', () => {
  const keys = (['VICTIM', 'SUBJECT'] as const).flatMap((purpose) =>
    [1, 2].flatMap((epoch) =>
      VARIANTS.flatMap((v) =>
        (['tag', 'bits', 'pad'] as const).map((use) => derivedKey(key, use, purpose, epoch, v).toString('hex')),
      ),
    ),
  );
  expect(new Set(keys).size).toBe(keys.length);
  expect(() => tagKey(key.subarray(1), 'VICTIM', 1, 'A')).toThrow(RangeError);
});

test('absent is absent: nothing that two persons could share is encoded in the stead of what is missing', () => {
  expect(encode({})).toEqual([]);
  expect(
    encode({ documentNo: 'б/н', phone: '0000000000', surname: '—', birthDate: '1990-01-01', sex: 'FEMALE' }),
  ).toEqual([]);
  expect(realOf({ givenName: 'Дина', birthDate: '1990-01-01', sex: 'FEMALE' })).toEqual(['C']);
  expect(realOf({ givenName: 'Дина', birthDate: '1990-05-06', sex: 'UNKNOWN' })).toEqual(['F']);
});

test('an encoding does not show what is known: as many variants for a thin record as for a full one', () => {
  const kinds = (person: Partial<PersonMention>) => encode(person).map(({ v, seg }) => `${v} ${seg?.length ?? 0}`);
  expect(kinds({ givenName: 'Дина', birthDate: '1994-05-06' })).toEqual(
    kinds({ ...encoding.person, birthDate: '1995-02-03' }),
  );
});

test('what is absent is filled with bits of the mention: stable for one, never shared by two', () => {
  const thin = { givenName: 'Дина', birthDate: '1990-05-06' };
  expect(encode(thin, 'one')).toEqual(encode(thin, 'one'));
  const [one, two] = [encode(thin, 'one'), encode(thin, 'two')];
  expect(one.filter(({ tag }, i) => two[i]?.tag === tag).map(({ v }) => v)).toEqual(['F']);
});

test('a birth date is completed from the national number, unless the two disagree on the year', () => {
  const born = { birthDate: '1997-04-21', sex: 'FEMALE' };
  const numbered = { nationalId: '42104975550123', sex: 'FEMALE' };
  expect(realOf(born, numbered)).toEqual(['A']);
  expect(realOf(born, { ...numbered, birthDate: '1997' })).toEqual(['A']);
  expect(realOf(born, { ...numbered, birthDate: '1996' })).toEqual([]);
});

test('about a year meets the years beside it; an unknown year meets every decade', () => {
  const person = { surname: 'Ким', givenName: 'Дина' };
  expect(realOf({ ...person, birthDate: '1990~' }, { ...person, birthDate: '1991-05-06' })).toEqual(['B', 'E']);
  expect(realOf({ ...person, birthDate: '1990' }, { ...person, birthDate: '1991-05-06' })).toEqual(['E']);
  expect(realOf(person, { ...person, birthDate: '1964-05-06' })).toEqual(['E']);
  expect(realOf({ ...person, birthDate: '1989' }, { ...person, birthDate: '1990' })).toEqual(['E']);
  expect(realOf({ ...person, birthDate: '1985' }, { ...person, birthDate: '1995' })).toEqual([]);
});

test('parts cannot run into each other, and the event fits the contract', () => {
  const [one, other] = [
    { givenName: 'Ана', surname: 'Бак' },
    { givenName: 'Анаб', surname: 'Ак' },
  ];
  expect(realOf(one)).toEqual(['E']);
  expect(realOf(one, other)).toEqual([]);
  const variants = createPersonEncoder(key, 1).encode({ ...encoding.person, birthDate: null, nationalId: null });
  const data = {
    ...{ epoch: 1, model: 'person-1', purpose: 'VICTIM', reportedmonth: '2022-07', dedupscope: 'CASE', variants },
    consent: 'a'.repeat(64),
  };
  expect(validatorFor('kerege.mention.published.v1')(data)).toBe(true);
});
