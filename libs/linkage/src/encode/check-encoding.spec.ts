import type { EncodedVariant } from '#contracts';
import { checkEncoding, type PublishedEncoding } from './check-encoding.js';
import { createPersonEncoder, MOST_COPIES } from './encoder.js';

const NOBODY = {
  ...{ givenName: null, patronymic: null, surname: null, birthDate: null, sex: null },
  ...{ documentNo: null, nationalId: null, phone: null, handle: null },
};
const encoder = createPersonEncoder(Buffer.alloc(32, 7), 1);
const variants = encoder.encode({ ...NOBODY, givenName: 'Дина', surname: 'Ким', birthDate: '1990-05-06' }, 'one');
const thin = encoder.encode({ ...NOBODY, phone: '+7 777 518 85 39' }, 'two');
const fault = (change: Partial<PublishedEncoding> = {}) =>
  checkEncoding({ model: 'person-1', epoch: 1, variants, ...change }, new Set([1]));
const changed = (change: Partial<EncodedVariant>) =>
  fault({ variants: variants.map((variant, i) => (i === 0 ? { ...variant, ...change } : variant)) });

test('what the encoder makes passes, thin records and retractions as well', () => {
  expect([fault(), fault({ variants: thin }), fault({ variants: [] })]).toEqual([null, null, null]);
});

test('what no encoder makes has its reason', () => {
  expect(fault({ model: 'person-9' })).toBe('encoding-model-unknown');
  expect(fault({ epoch: 2 })).toBe('encoding-epoch-unknown');
  expect(fault({ variants: variants.slice(1) })).toBe('encoding-variant-missing');
  expect(fault({ variants: [...variants, ...variants.slice(0, 1)] })).toBe('encoding-tag-repeated');
  expect(changed({ v: 'Z' as 'A' })).toBe('encoding-variant-unknown');
  expect(changed({ seg: Buffer.alloc(64, 0x55).toString('base64') })).toBe('encoding-segment-length');
  expect(changed({ seg: Buffer.alloc(128, 0xff).toString('base64') })).toBe('encoding-segment-weight');
  expect(changed({ seg: Buffer.alloc(128).toString('base64') })).toBe('encoding-segment-weight');
});

describe('more variants of a kind than a person has', () => {
  const born = ['1990-05-06', '1990', '1989~', '2001-12-31~', '1940', null];
  const people = born.map((birthDate) => ({
    ...NOBODY,
    givenName: 'Дина',
    surname: 'Ким',
    patronymic: 'Петровна',
    birthDate,
    sex: 'FEMALE',
  }));
  const count = (of: readonly EncodedVariant[], v: string) => of.filter((variant) => variant.v === v).length;

  test('are never made, and the most that are allowed are made of somebody', () => {
    const made = people.map((person) => encoder.encode(person, 'three'));
    expect(made.map((of) => fault({ variants: of }))).toEqual(made.map(() => null));
    const most = (Object.keys(MOST_COPIES) as EncodedVariant['v'][]).map((v) => [
      v,
      Math.max(...made.map((of) => count(of, v))),
    ]);
    expect(Object.fromEntries(most)).toEqual(MOST_COPIES);
  });

  test('are refused: a mention that names many phones or many birth dates searches for them', () => {
    const tags = ['0000000000000001', '0000000000000002'];
    for (const v of ['A', 'X3'] as const) {
      const one = variants.find((variant) => variant.v === v);
      if (one === undefined) throw new Error('Every mention has every kind.');
      expect(fault({ variants: [...variants, ...tags.map((tag) => ({ ...one, tag }))] })).toBe(
        'encoding-variant-unknown',
      );
    }
  });
});
