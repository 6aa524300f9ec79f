import fc from 'fast-check';
import { arbitraryOf } from './schema-arbitrary.testing.js';
import { isSealedPart, SEALED_PARTS, type SealedPart } from './sealed-part.js';

test.each(Object.keys(SEALED_PARTS) as SealedPart[])(
  '%s: what the schema generates is valid, with one field more it is not',
  (part) => {
    fc.assert(
      fc.property(arbitraryOf(SEALED_PARTS[part]), (data) => {
        expect(isSealedPart(part, data)).toBe(true);
        expect(isSealedPart(part, { ...(data as object), name: 'x' })).toBe(false);
      }),
      { numRuns: 50, verbose: 1 },
    );
  },
);

test('a part is not another one', () => {
  expect(isSealedPart('start-guard', { caseRef: '00000000-0000-4000-8000-000000000001', slotRefs: [] })).toBe(false);
  for (const data of [null, undefined, 'text', 1, []]) expect(isSealedPart('preview', data)).toBe(false);
});
