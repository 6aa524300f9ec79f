import { createCipheriv, createHmac, hash, randomUUID } from 'node:crypto';
import type { EncodableForms, VariantSalt } from './forms.js';
import { derivedKey, lengthPrefixed, type EncodingPurpose, type KeyUse } from './keys.js';
import { place, type SegmentLayout } from './layout.js';
import { writersOf, type Writer } from './segment-writers.js';

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
  /** `nonce` names the mention: what is absent is filled with bits that no other mention has. Default random. */
  encode<V extends string>(forms: EncodableForms<V>, nonce?: string): SegmentedVariant<V>[];
  /** A variant that the person's data do not allow: a tag and a segment that meet nobody's. */
  decoy<V extends string>(v: V, nonce: string): SegmentedVariant<V>;
}

/**
 * Encodes forms under every salt. For variant v with salt s: tag = first 64 bits of HMAC-SHA256(key_tag,v, s) and the key of
 * the segment k = HMAC-SHA256(key_bits,v, s), both over the length-prefixed salt. What a token or form x gives is
 * F(x, i) = AES-256_k(h[0..12] || i) with h = SHA-256 of its length-prefixed name and text and i = 0, 1, ... as 32 bits
 * big-endian: a pseudo-random function, because AES is one and equal halves of two digests do not occur.
 * - A token of filter f sets the bits given by the first `hashes` 16-bit slices of F('filter', f, token), modulo its length.
 * - Bit j of a sketch is the last bit of the smallest j-th 16-bit slice of F('sketch', f, token) over all tokens.
 * - A slot holds the first bytes of F('slot', domain, form), or 1 where these are all zero and the layout does not hide what
 *   is absent.
 * - In a layout that hides what is absent the segment starts from AES-256-CTR bytes under HMAC-SHA256(key_pad,v, nonce, s).
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
  const salted = (use: KeyUse, variant: string, salt: readonly string[]): Buffer => {
    const name = `${use} ${variant}`;
    const key = keys.get(name) ?? derivedKey(encodingKey, use, purpose, epoch, variant);
    keys.set(name, key);
    return createHmac('sha256', key).update(lengthPrefixed(salt)).digest();
  };
  const tag = ({ v, salt }: VariantSalt) => hexTag(salted('tag', v, salt));
  const padding = (v: string, salt: readonly string[]) => keyStream(salted('pad', v, salt), placed.bytes);
  return {
    tag,
    encode: (forms, nonce = randomUUID()) => {
      const writers = writersOf(forms, placed);
      const blocks = inputBlocks(writers);
      return forms.salts.map(({ v, salt }) => {
        const seg = placed.hidesAbsent ? padding(v, [nonce, ...salt]) : Buffer.alloc(placed.bytes);
        const output = encrypted(salted('bits', v, salt), blocks);
        let at = 0;
        for (const { blocks: count, write } of writers) {
          write(seg, output, at);
          at += count * BLOCK_BYTES;
        }
        return { v, tag: tag({ v, salt }), seg };
      });
    },
    decoy: (v, nonce) => {
      const stream = keyStream(salted('pad', v, [nonce]), TAG_DIGITS / 2 + placed.bytes);
      return { v, tag: hexTag(stream), seg: stream.subarray(TAG_DIGITS / 2) };
    },
  };
}

/** Bytes of a block of AES. */
const BLOCK_BYTES = 16;
/** Bytes of a digest that go into each block, before its number. */
const DIGEST_BYTES = 12;

/** The digest of every writer's parts, as often as it takes blocks, numbered. */
function inputBlocks(writers: readonly Writer[]): Buffer {
  const inputs = Buffer.alloc(writers.reduce((sum, { blocks }) => sum + blocks, 0) * BLOCK_BYTES);
  let at = 0;
  for (const { parts, blocks } of writers) {
    const digest = hash('sha256', lengthPrefixed(parts), 'buffer');
    for (let i = 0; i < blocks; i += 1, at += BLOCK_BYTES) {
      inputs.set(
        i === 0 ? digest.subarray(0, DIGEST_BYTES) : inputs.subarray(at - BLOCK_BYTES, at - BLOCK_BYTES + DIGEST_BYTES),
        at,
      );
      inputs.writeUInt32BE(i, at + DIGEST_BYTES);
    }
  }
  return inputs;
}

/** Every block by itself: here AES is a pseudo-random function of inputs that differ, not a cipher of a text. */
function encrypted(key: Buffer, blocks: Buffer): Buffer {
  return createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(blocks);
}

function keyStream(key: Buffer, bytes: number): Buffer {
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(BLOCK_BYTES)).update(Buffer.alloc(bytes));
}

function hexTag(bytes: Buffer): string {
  return bytes.toString('hex', 0, TAG_DIGITS / 2);
}
