import type { EncodedVariant } from '#contracts';
import type { EncodingPurpose } from './keys.js';
import { personEncodable } from './person-encodable.js';
import { personForms } from './person-forms.js';
import { PERSON_LAYOUT } from './person-layout.js';
import type { PersonMention } from './person-mention.js';
import { createSegmentEncoder } from './segment-encoder.js';

/** Filters and slots of persons of the region, see {@link PERSON_LAYOUT}. */
export const PERSON_MODEL_NAME = 'person-1';

export interface Encoder {
  readonly model: string;
  readonly epoch: number;
  readonly purpose: EncodingPurpose;
  /** The variants that the person's data allow, in the order of `VARIANTS`. Throws nothing that holds a value. */
  encode(person: PersonMention): EncodedVariant[];
}

/**
 * Encodes persons: similarity variants A to F with a segment, exact variants X1 to X4 as tags alone, because whoever shares a
 * number shares nearly always another variant as well.
 */
export function createPersonEncoder(
  encodingKey: Uint8Array,
  epoch: number,
  purpose: EncodingPurpose = 'VICTIM',
): Encoder {
  const encoder = createSegmentEncoder(encodingKey, purpose, epoch, PERSON_LAYOUT);
  return {
    model: PERSON_MODEL_NAME,
    epoch,
    purpose,
    encode(person) {
      const forms = personEncodable(personForms(person));
      const similar = forms.salts.filter(({ v }) => !isExact(v));
      return [
        ...encoder
          .encode({ ...forms, salts: similar })
          .map(({ v, tag, seg }) => ({ v, tag, seg: seg.toString('base64') })),
        ...forms.salts.filter(({ v }) => isExact(v)).map((salt) => ({ v: salt.v, tag: encoder.tag(salt) })),
      ];
    },
  };
}

function isExact(variant: string): boolean {
  return variant.startsWith('X');
}
