import type { EncodedVariant } from '#contracts';
import { checkEncoding, type PublishedEncoding } from './check-encoding.js';
import { createPersonEncoder } from './encoder.js';

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
