import { readFileSync } from 'node:fs';
import { validatorFor, VARIANTS } from '#contracts';
import { createPersonEncoder } from './encoder.js';
import { tagKey } from './keys.js';
import type { PersonMention } from './person-mention.js';

interface EncodingVectors {
  readonly encoding: {
    readonly key: string;
    readonly person: PersonMention;
    readonly epochs: readonly { readonly epoch: number; readonly tags: Record<string, string> }[];
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
const tagsOf = (person: Partial<PersonMention>, epoch = 1) =>
  Object.fromEntries(
    createPersonEncoder(key, epoch)
      .encode({ ...NOBODY, ...person })
      .map(({ v, tag }) => [v, tag]),
  );

test.each(encoding.epochs)('the shared vectors of epoch $epoch: every country encodes alike', ({ epoch, tags }) => {
  expect(tagsOf(encoding.person, epoch)).toEqual(tags);
  expect(Object.keys(tags)).toEqual([...VARIANTS]);
});

test('no key is used twice: purposes, epochs and variants never share one', () => {
  const keys = (['VICTIM', 'SUBJECT'] as const).flatMap((purpose) =>
    [1, 2].flatMap((epoch) => VARIANTS.map((variant) => tagKey(key, purpose, epoch, variant).toString('hex'))),
  );
  expect(new Set(keys).size).toBe(keys.length);
  expect(() => tagKey(key.subarray(1), 'VICTIM', 1, 'A')).toThrow(RangeError);
});

test('absent is absent: nothing is encoded in the stead of what is missing', () => {
  expect(tagsOf({})).toEqual({});
  expect(
    tagsOf({ documentNo: 'б/н', phone: '0000000000', surname: '—', birthDate: '1990-01-01', sex: 'FEMALE' }),
  ).toEqual({});
  expect(Object.keys(tagsOf({ givenName: 'Дина', birthDate: '1990-01-01', sex: 'FEMALE' }))).toEqual(['C']);
  expect(Object.keys(tagsOf({ givenName: 'Дина', birthDate: '1990-05-06', sex: 'UNKNOWN' }))).toEqual(['F']);
});

test('a birth date is completed from the national number, unless the two disagree on the year', () => {
  const from = tagsOf({ nationalId: '42104975550123', sex: 'FEMALE' })['A'];
  expect(from).toBe(tagsOf({ birthDate: '1997-04-21', sex: 'FEMALE' })['A']);
  expect(tagsOf({ nationalId: '42104975550123', birthDate: '1997', sex: 'FEMALE' })['A']).toBe(from);
  expect(tagsOf({ nationalId: '42104975550123', birthDate: '1996', sex: 'FEMALE' })['A']).toBeUndefined();
});

test('parts cannot run into each other, and the event fits the contract', () => {
  expect(tagsOf({ givenName: 'Ана', surname: 'Бак' })['E']).not.toBe(tagsOf({ givenName: 'Анаб', surname: 'Ак' })['E']);
  const variants = createPersonEncoder(key, 1).encode(encoding.person);
  const data = {
    epoch: 1,
    model: 'person-1',
    purpose: 'VICTIM',
    reportedmonth: '2022-07',
    dedupscope: 'CASE',
    variants,
  };
  expect(validatorFor('kerege.mention.published.v1')({ ...data, consent: 'a'.repeat(64) })).toBe(true);
});
