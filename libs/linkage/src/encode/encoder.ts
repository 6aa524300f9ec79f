import { createHmac } from 'node:crypto';
import { VARIANTS, type EncodedVariant } from '#contracts';
import { lengthPrefixed, tagKey, type EncodingPurpose } from './keys.js';
import type { PersonMention } from './person-mention.js';
import { saltsOf } from './salts.js';

/** Tags alone, no filters. */
export const EXACT_MODEL = 'exact-1';
/** Hex digits of the 64 bits that a tag keeps. */
const TAG_DIGITS = 16;

export interface Encoder {
  readonly model: string;
  readonly epoch: number;
  readonly purpose: EncodingPurpose;
  /** The variants that the person's data allow, in the order of `VARIANTS`. Throws nothing that holds a value. */
  encode(person: PersonMention): EncodedVariant[];
}

/** `tag_v` = first 64 bits of HMAC-SHA256(HKDF(key, purpose, epoch, v), length-prefixed salt). Keys are derived once. */
export function createEncoder(encodingKey: Uint8Array, epoch: number, purpose: EncodingPurpose = 'VICTIM'): Encoder {
  const keys = new Map(VARIANTS.map((variant) => [variant, tagKey(encodingKey, purpose, epoch, variant)]));
  return {
    model: EXACT_MODEL,
    epoch,
    purpose,
    encode(person) {
      const salts = saltsOf(person);
      return VARIANTS.flatMap((v) => {
        const salt = salts.get(v);
        const key = keys.get(v);
        if (salt === undefined || key === undefined) return [];
        return [{ v, tag: createHmac('sha256', key).update(lengthPrefixed(salt)).digest('hex').slice(0, TAG_DIGITS) }];
      });
    },
  };
}
