import { randomUUID } from 'node:crypto';
import { VARIANTS, type EncodedVariant, type Variant } from '#contracts';
import type { EncodingPurpose } from './keys.js';
import { personEncodable } from './person-encodable.js';
import { personForms } from './person-forms.js';
import { PERSON_LAYOUT } from './person-layout.js';
import type { PersonMention } from './person-mention.js';
import { createSegmentEncoder, type SegmentedVariant } from './segment-encoder.js';

/** Sketches and slots of persons of the region, see {@link PERSON_LAYOUT}. */
export const PERSON_MODEL_NAME = 'person-1';

/** Variants of each kind that every mention has at least: near the border of a decade D and E occur twice. */
const COPIES: Readonly<Record<Variant, number>> = {
  ...{ A: 1, B: 1, C: 1, D: 2, E: 2, F: 1 },
  ...{ X1: 1, X2: 1, X3: 1, X4: 1 },
};

/** The most that there are of each kind: about a year three years count, without one each decade of birth. */
export const MOST_COPIES: Readonly<Record<Variant, number>> = {
  ...{ A: 1, B: 3, C: 3, D: 8, E: 8, F: 1 },
  ...{ X1: 1, X2: 1, X3: 1, X4: 1 },
};

export interface Encoder {
  readonly model: string;
  readonly epoch: number;
  readonly purpose: EncodingPurpose;
  /**
   * Every variant, in the order of `VARIANTS`. Those that the person's data do not allow are decoys that meet nobody's, so that
   * an encoding does not show what is known of the person; where they allow none there is nothing to encode: no variants.
   * `nonce` names the mention and stays in the country: the same person and nonce give the same encoding. Default random.
   * Throws nothing that holds a value.
   */
  encode(person: PersonMention, nonce?: string): EncodedVariant[];
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
    encode(person, nonce = randomUUID()) {
      const forms = personEncodable(personForms(person));
      if (forms.salts.length === 0) return [];
      const similar = encoder.encode({ ...forms, salts: forms.salts.filter(({ v }) => !isExact(v)) }, nonce);
      const exact = forms.salts.filter(({ v }) => isExact(v)).map((salt) => ({ v: salt.v, tag: encoder.tag(salt) }));
      const real: readonly EncodedVariant[] = [...similar.map(published), ...exact];
      return VARIANTS.flatMap((v) => {
        const own = real.filter((variant) => variant.v === v);
        const missing = Math.max(0, COPIES[v] - own.length);
        return [...own, ...Array.from({ length: missing }, (_, i) => published(encoder.decoy(v, `${nonce} ${i}`)))];
      });
    },
  };
}

function published({ v, tag, seg }: SegmentedVariant<Variant>): EncodedVariant {
  return isExact(v) ? { v, tag } : { v, tag, seg: seg.toString('base64') };
}

function isExact(variant: string): boolean {
  return variant.startsWith('X');
}
