import { createHmac } from 'node:crypto';
import type { EncodableForms } from './forms.js';
import { derivedKey, lengthPrefixed, type EncodingPurpose } from './keys.js';
import { place, type SegmentLayout } from './layout.js';

/** Bytes of an HMAC that one filter position takes. */
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
  encode<V extends string>(forms: EncodableForms<V>): SegmentedVariant<V>[];
}

/**
 * Encodes forms under every salt. For variant v with salt s: tag = first 64 bits of HMAC-SHA256(key_tag,v, s); the bits of a
 * token of filter f are the first `hashes` 16-bit slices of HMAC-SHA256(key_bits,v, s, f, token), modulo the filter's length;
 * a slot is the first bits of HMAC-SHA256(key_slot,v, s, domain, form), 1 where these are all zero. All inputs are length-prefixed.
 * Independent slices instead of double hashing, which reaches few bit patterns only (Kroll and Steinmetzer, 2014).
 */
export function createSegmentEncoder(
  encodingKey: Uint8Array,
  purpose: EncodingPurpose,
  epoch: number,
  layout: SegmentLayout,
): SegmentEncoder {
  const { bytes, filters, slots } = place(layout);
  const keys = new Map<string, Buffer>();
  const keyOf = (use: 'tag' | 'bits' | 'slot', variant: string): Buffer => {
    const name = `${use} ${variant}`;
    const known = keys.get(name) ?? derivedKey(encodingKey, use, purpose, epoch, variant);
    keys.set(name, known);
    return known;
  };
  const mac = (key: Buffer, parts: readonly string[]) =>
    createHmac('sha256', key).update(lengthPrefixed(parts)).digest();
  return {
    encode: (forms) =>
      forms.salts.map(({ v, salt }) => {
        const seg = Buffer.alloc(bytes);
        for (const filter of filters) {
          const part = seg.subarray(filter.offset, filter.offset + filter.length);
          for (const token of forms.tokens[filter.name] ?? []) {
            setBits(part, mac(keyOf('bits', v), [...salt, filter.name, token]), filter.hashes);
          }
        }
        for (const slot of slots) {
          const form = forms.slots[slot.name] ?? null;
          if (form === null) continue;
          const part = seg.subarray(slot.offset, slot.offset + slot.length);
          mac(keyOf('slot', v), [...salt, slot.domain, form]).copy(part, 0, 0, slot.length);
          if (part.every((byte) => byte === 0)) part[slot.length - 1] = 1;
        }
        return { v, tag: mac(keyOf('tag', v), salt).toString('hex').slice(0, TAG_DIGITS), seg };
      }),
  };
}

function setBits(part: Buffer, digest: Buffer, hashes: number): void {
  for (let i = 0; i < hashes; i += 1) {
    const bit = digest.readUInt16BE(i * POSITION_BYTES) % (part.length * 8);
    part[bit >> 3] = (part[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
}
