import fc from 'fast-check';
import { packs, recordSize } from './packs.js';
import type { WireRecord } from './wire-record.js';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const LIMIT = 4_096;

const record = fc
  .record({ key: fc.uuid(), size: fc.nat({ max: 3_000 }), partition: fc.nat({ max: 3 }) })
  .map(({ key, size, partition }): WireRecord => ({
    key,
    value: Buffer.alloc(size),
    partition,
    headers: { ce_id: key },
  }));

test('requests keep the order and no partition gets more than the limit in one', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 60 }), (records) => {
      const result = packs(records, LIMIT);
      expect(result.flat()).toEqual(records);
      for (const pack of result) {
        const bytes = [0, 1, 2, 3].map((p) =>
          pack.filter((r) => r.partition === p).reduce((sum, r) => sum + recordSize(r), 0),
        );
        expect(Math.max(...bytes)).toBeLessThanOrEqual(LIMIT);
      }
    }),
    { seed: SEED },
  );
});

test('a record above the limit goes alone rather than never', () => {
  const large: WireRecord = { key: 'k', value: Buffer.alloc(5_000), partition: 0, headers: {} };
  expect(packs([large, large], LIMIT).map((pack) => pack.length)).toEqual([1, 1]);
});
