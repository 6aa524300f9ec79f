import { createCipheriv, createHmac, hash } from 'node:crypto';
import type { EncodableForms, VariantSalt } from './forms.js';
import { derivedKey, lengthPrefixed, type EncodingPurpose, type KeyUse } from './keys.js';
import { place, type PlacedLayout, type SegmentLayout } from './layout.js';

/** Bytes that a token, form or salt is hashed to, and bytes of pseudo-random output for each. */
const DIGEST_BYTES = 32;
/** Bytes of that output that one filter position takes. */
const POSITION_BYTES = 2;
/** Hex digits of the 64 bits that a tag keeps. */
const TAG_DIGITS = 16;

/** One variant of an encoded person. */
export interface SegmentedVariant<V extends string = string> {
  readonly v: V;
  /** 16 hex digits. */
  readonly tag: string;
  readonly seg: Buffer;
}

export interface SegmentEncoder {
  /** The tag of a salt alone. */
  tag(variant: VariantSalt): string;
  encode<V extends string>(forms: EncodableForms<V>): SegmentedVariant<V>[];
}

/**
 * Encodes forms under every salt. For variant v with salt s: tag = first 64 bits of HMAC-SHA256(key_tag,v, s) and the key of
 * the segment k = HMAC-SHA256(key_bits,v, s), both over the length-prefixed salt. What a token or form x gives is
 * F(x) = AES-256_k(h[0..16]) || AES-256_k(h[16..32]) with h = SHA-256 of its length-prefixed name and text: a pseudo-random
 * function, because AES is one and equal halves of two digests do not occur. A token of filter f sets the bits given by the
 * first `hashes` 16-bit slices of F('filter', f, token), big-endian, modulo the filter's length; a slot holds the first bytes of
 * F('slot', domain, form), and 1 where these are all zero.
 * One HMAC for each token and variant would be the textbook form, and three times slower: here h is computed once for all variants.
 * Independent slices instead of double hashing, which reaches few bit patterns only (Kroll and Steinmetzer, 2014).
 */
export function createSegmentEncoder(
  encodingKey: Uint8Array,
  purpose: EncodingPurpose,
  epoch: number,
  layout: SegmentLayout,
): SegmentEncoder {
  const placed = place(layout);
  const keys = new Map<string, Buffer>();
  const salted = (use: KeyUse, variant: string, salt: Buffer): Buffer => {
    const name = `${use} ${variant}`;
    const key = keys.get(name) ?? derivedKey(encodingKey, use, purpose, epoch, variant);
    keys.set(name, key);
    return createHmac('sha256', key).update(salt).digest();
  };
  const tag = ({ v, salt }: VariantSalt) => salted('tag', v, lengthPrefixed(salt)).toString('hex').slice(0, TAG_DIGITS);
  return {
    tag,
    encode: (forms) => {
      const inputs = inputsOf(forms, placed);
      const digests = Buffer.concat(inputs.map(({ parts }) => hash('sha256', lengthPrefixed(parts), 'buffer')));
      return forms.salts.map(({ v, salt }) => {
        const key = salted('bits', v, lengthPrefixed(salt));
        const output = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(digests);
        const seg = Buffer.alloc(placed.bytes);
        inputs.forEach(({ write }, i) => {
          write(seg, output.subarray(i * DIGEST_BYTES, (i + 1) * DIGEST_BYTES));
        });
        return { v, tag: tag({ v, salt }), seg };
      });
    },
  };
}

/** What is hashed, and how its pseudo-random output goes into the segment. The same for every variant. */
interface Input {
  readonly parts: readonly string[];
  readonly write: (seg: Buffer, output: Buffer) => void;
}

function inputsOf(forms: EncodableForms, { filters, slots }: PlacedLayout): Input[] {
  const tokens = filters.flatMap((filter) =>
    (forms.tokens[filter.name] ?? []).map((token) => ({
      parts: ['filter', filter.name, token],
      write: (seg: Buffer, output: Buffer) => {
        setBits(seg.subarray(filter.offset, filter.offset + filter.length), output, filter.hashes);
      },
    })),
  );
  const whole = slots.flatMap((slot) => {
    const form = forms.slots[slot.name] ?? null;
    const write = (seg: Buffer, output: Buffer) => {
      setSlot(seg.subarray(slot.offset, slot.offset + slot.length), output);
    };
    return form === null ? [] : [{ parts: ['slot', slot.domain, form], write }];
  });
  return [...tokens, ...whole];
}

function setBits(part: Buffer, output: Buffer, hashes: number): void {
  for (let i = 0; i < hashes; i += 1) {
    const bit = output.readUInt16BE(i * POSITION_BYTES) % (part.length * 8);
    part[bit >> 3] = (part[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
}

/** All bits zero mean absent. */
function setSlot(part: Buffer, output: Buffer): void {
  output.copy(part, 0, 0, part.length);
  if (part.every((byte) => byte === 0)) part[part.length - 1] = 1;
}
