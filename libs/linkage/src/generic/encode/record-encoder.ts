import { createCipheriv, createHmac } from 'node:crypto';
import { lengthPrefixed } from '../../encode/keys.js';
import type { AttributeForms } from '../schema/forms.js';
import type { LinkagePlan, SlotName } from '../schema/plan.js';
import { saltOf, slotForms } from '../schema/recipes.js';
import { genericKey, type EncodingScope } from './generic-key.js';

/** Bytes of an AES block: what one token or slot becomes. Eight positions of 16 bits. */
const BLOCK = 16;
const TAG_BYTES = 8;
const SALT_KEY_BYTES = 32;
/** Digests of tokens that are kept; past it all are forgotten, so that a file of any length is encoded in bounded memory. */
const MOST_DIGESTS = 200_000;
const SLOT_NAMES: readonly SlotName[] = ['form', 'sorted', 'year', 'monthDay'];

/** One variant of a record. */
export interface EncodedVariant {
  /** Index of its recipe. */
  readonly recipe: number;
  /** 8 bytes. */
  readonly tag: Buffer;
  readonly seg: Buffer;
}

export interface RecordEncoder {
  /** The variants that the record's values allow, by recipe. */
  encode(forms: readonly (AttributeForms | null)[]): EncodedVariant[];
  /** The record's segment under one of the salts that all records share: for measuring chance at the source, never published. */
  encodeShared(forms: readonly (AttributeForms | null)[], salt: number): Buffer;
}

/** Blocks of all tokens and slot forms of a record, and where each belongs. */
interface Blocks {
  readonly bytes: Buffer;
  /** For each block: filter index, or -1 - slot index. */
  readonly places: readonly number[];
}

/**
 * Encodes records under every salt. For variant v with salt s: HMAC-SHA512(key_v, s) gives the tag (bytes 0 to 7) and an AES
 * key (bytes 8 to 39); a token's positions are the 16-bit slices of AES-256(that key, first 16 bytes of HMAC-SHA256(key_token,
 * domain, token)), modulo the filter's length. A block cipher under a key of its own for each salt is a pseudorandom function
 * of the token, as one HMAC for each token and salt would be, at a twentieth of the time.
 */
export function createRecordEncoder(plan: LinkagePlan, scope: EncodingScope): RecordEncoder {
  const keys = plan.recipes.map(({ name }) => genericKey(scope, 'variant', name));
  const sharedKey = (salt: number) => genericKey(scope, 'variant', `*${salt}`);
  const digestOf = tokenDigests(genericKey(scope, 'token'));
  return {
    encode(forms) {
      const blocks = blocksOf(plan, forms, digestOf);
      const values = forms.map((form) => form?.form ?? null);
      return plan.recipes.flatMap((recipe, index) => {
        const salt = saltOf(recipe, values);
        const key = keys[index];
        if (salt === null || key === undefined) return [];
        const mac = createHmac('sha512', key).update(lengthPrefixed(salt)).digest();
        const saltKey = mac.subarray(TAG_BYTES, TAG_BYTES + SALT_KEY_BYTES);
        return [{ recipe: index, tag: mac.subarray(0, TAG_BYTES), seg: segmentOf(plan, blocks, saltKey) }];
      });
    },
    encodeShared: (forms, salt) => segmentOf(plan, blocksOf(plan, forms, digestOf), sharedKey(salt)),
  };
}

type DigestOf = (domain: string, text: string) => Buffer;

function tokenDigests(key: Uint8Array): DigestOf {
  const known = new Map<string, Buffer>();
  return (domain, text) => {
    const name = `${domain}\u0000${text}`;
    let digest = known.get(name);
    if (digest === undefined) {
      if (known.size >= MOST_DIGESTS) known.clear();
      digest = createHmac('sha256', key)
        .update(lengthPrefixed([domain, text]))
        .digest()
        .subarray(0, BLOCK);
      known.set(name, digest);
    }
    return digest;
  };
}

function blocksOf(plan: LinkagePlan, forms: readonly (AttributeForms | null)[], digestOf: DigestOf): Blocks {
  const digests: Buffer[] = [];
  const places: number[] = [];
  plan.attributes.forEach(({ filter, slots }, index) => {
    const value = forms[index];
    if (!value) return;
    const domain = plan.layout.filters[filter]?.name;
    if (domain !== undefined) {
      for (const token of value.tokens) {
        digests.push(digestOf(domain, token));
        places.push(filter);
      }
    }
    const texts = slotForms(value.form);
    for (const name of SLOT_NAMES) {
      const slot = plan.layout.slots[slots[name]];
      if (slot === undefined) continue;
      digests.push(digestOf(slot.domain, texts[name]));
      places.push(-1 - slots[name]);
    }
  });
  return { bytes: Buffer.concat(digests), places };
}

function segmentOf({ layout }: LinkagePlan, { bytes, places }: Blocks, saltKey: Uint8Array): Buffer {
  const seg = Buffer.alloc(layout.bytes);
  const cipher = createCipheriv('aes-256-ecb', saltKey, null).setAutoPadding(false);
  const blocks = cipher.update(bytes);
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i] ?? 0;
    const at = i * BLOCK;
    if (place >= 0) setBits(seg, layout.filters[place], blocks, at);
    else setSlot(seg, layout.slots[-1 - place], blocks, at);
  }
  return seg;
}

interface Room {
  readonly offset: number;
  readonly length: number;
}

function setBits(seg: Buffer, filter: (Room & { hashes: number; bits: number }) | undefined, from: Buffer, at: number) {
  if (filter === undefined) return;
  const { offset, hashes, bits } = filter;
  for (let i = 0; i < hashes; i += 1) {
    const bit = (((from[at + 2 * i] ?? 0) << 8) | (from[at + 2 * i + 1] ?? 0)) % bits;
    const byte = offset + (bit >> 3);
    seg[byte] = (seg[byte] ?? 0) | (1 << (bit & 7));
  }
}

/** All bits zero means absent, so that a form whose hash is zero counts as one. */
function setSlot(seg: Buffer, slot: Room | undefined, from: Buffer, at: number): void {
  if (slot === undefined) return;
  from.copy(seg, slot.offset, at, at + slot.length);
  const end = slot.offset + slot.length;
  if (seg.subarray(slot.offset, end).every((byte) => byte === 0)) seg[end - 1] = 1;
}
