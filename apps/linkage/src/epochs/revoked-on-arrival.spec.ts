import type { EncodedVariant, MentionData } from '#contracts';
import { createPersonEncoder, type PersonMention } from '#linkage';
import type { AcceptedEvent } from '#messaging';
import { encodingCheck } from '../mentions/encoding-check.js';
import { revisionOf } from '../mentions/mention-revision.js';

const PERSON: PersonMention = {
  ...{ givenName: 'Айгүл', patronymic: null, surname: 'Төлегенова', birthDate: '1991-01-11', sex: 'FEMALE' },
  ...{ documentNo: null, nationalId: null, phone: null, handle: null },
};
const encoders = [1, 2].map((epoch) => createPersonEncoder(Buffer.alloc(32, 7), epoch));
/** Once: decoys differ from time to time. */
const encoded = encoders.map((encoder, i) =>
  encoder.encode(PERSON).map((variant): EncodedVariant => ({ ...variant, epoch: i + 1 })),
);
const variantsOf = (epoch: number) => encoded[epoch - 1] ?? [];
const mention = (variants: EncodedVariant[]): MentionData => ({
  ...{ epoch: 2, model: encoders[0]?.model ?? '', purpose: 'VICTIM', reportedmonth: '2024-03', dedupscope: 'CASE' },
  ...{ variants, consent: '0'.repeat(64) },
});
const revision = (variants: EncodedVariant[]) =>
  revisionOf(
    { source: 'KZ', subject: 's', version: 3, data: mention(variants) } as AcceptedEvent<MentionData>,
    new Set([1]),
  );

describe('on arrival', () => {
  const faultOf = encodingCheck([2], new Set([1]));

  test('encodings of a revoked epoch are taken out, those of another one are kept', () => {
    expect(revision([...variantsOf(2), ...variantsOf(1)]).content?.variants).toEqual(
      revision(variantsOf(2)).content?.variants,
    );
    expect(revision(variantsOf(2)).content?.variants.length).toBe(variantsOf(2).length);
    expect(faultOf(mention([...variantsOf(2), ...variantsOf(1)]))).toBeNull();
  });

  test('a mention that has no others is there without encodings; only one without variants retracts', () => {
    expect(revision(variantsOf(1)).content).toEqual({ reportedMonth: '2024-03', dedupScope: 'CASE', variants: [] });
    expect(revision([]).content).toBeNull();
  });

  test('a revocation outweighs an open epoch; an epoch that is neither is refused as before', () => {
    expect(encodingCheck([1, 2], new Set([1]))(mention(variantsOf(1)))).toBeNull();
    expect(encodingCheck([2])(mention(variantsOf(1)))).toBe('encoding-epoch-unknown');
    expect(encodingCheck([1], new Set([1]))(mention([...variantsOf(1), ...variantsOf(2)]))).toBe(
      'encoding-epoch-unknown',
    );
  });
});
