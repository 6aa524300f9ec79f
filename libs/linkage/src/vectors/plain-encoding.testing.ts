import { createCipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import type { EncodedVariant } from '#contracts';
import { place } from '../encode/layout.js';
import { PERSON_LAYOUT } from '../encode/person-layout.js';

/** What the page says, step by step and without regard to speed: an implementation beside the one that is used. */
export class PlainEncoding {
  constructor(
    private readonly encodingKey: Buffer,
    private readonly purpose: string,
    private readonly epoch: number,
  ) {}

  key(use: string, variant: string): Buffer {
    const info = prefixed(['kerege', use, this.purpose, String(this.epoch), variant]);
    return Buffer.from(hkdfSync('sha256', this.encodingKey, '', info, 32));
  }

  salted(use: string, variant: string, list: readonly string[]): Buffer {
    return createHmac('sha256', this.key(use, variant)).update(prefixed(list)).digest();
  }

  variant(v: string, salt: readonly string[], nonce: string, forms: Forms): { tag: string; seg: Buffer } {
    const { bytes, sketches, slots } = place(PERSON_LAYOUT);
    const seg = stream(this.salted('pad', v, [nonce, ...salt]), bytes);
    const k = this.salted('bits', v, salt);
    for (const { name, offset, bits } of sketches) {
      const outputs = (forms.tokens[name] ?? []).map((token) => output(k, ['sketch', name, token], bits / 8));
      if (outputs.length === 0) continue;
      for (let j = 0; j < bits; j += 1) {
        const smallest = Math.min(...outputs.map((bytesOfToken) => bytesOfToken.readUInt16BE(2 * j)));
        const [byte, value] = [offset + Math.floor(j / 8), 2 ** (j % 8)];
        seg[byte] = ((seg[byte] ?? 0) & (255 - value)) + (smallest % 2) * value;
      }
    }
    for (const { name, domain, offset, length } of slots) {
      const text = forms.slots[name] ?? null;
      if (text !== null) output(k, ['slot', domain, text], 1).copy(seg, offset, 0, length);
    }
    return { tag: this.salted('tag', v, salt).toString('hex', 0, 8), seg };
  }

  decoy(v: string, nonce: string, i: number): { tag: string; seg: Buffer } {
    const bytes = stream(this.salted('pad', v, [`${nonce} ${i}`]), 8 + 128);
    return { tag: bytes.toString('hex', 0, 8), seg: bytes.subarray(8) };
  }

  /** Everything that is published of forms and salts. */
  variants(forms: Forms, salts: readonly Salt[], nonce: string): EncodedVariant[] {
    if (salts.length === 0) return [];
    return LEAST.flatMap(([v, least]) => {
      const real = salts.filter((salt) => salt.v === v).map(({ salt }) => this.variant(v, salt, nonce, forms));
      const missing = Array.from({ length: Math.max(0, least - real.length) }, (_, i) => this.decoy(v, nonce, i));
      return [...real, ...missing].map(({ tag, seg }) =>
        v.startsWith('X') ? { v, tag } : { v, tag, seg: seg.toString('base64') },
      );
    });
  }
}

interface Forms {
  readonly tokens: Readonly<Record<string, readonly string[]>>;
  readonly slots: Readonly<Record<string, string | null>>;
}

interface Salt {
  readonly v: string;
  readonly salt: readonly string[];
}

const LEAST = [
  ...([
    ['A', 1],
    ['B', 1],
    ['C', 1],
    ['D', 2],
    ['E', 2],
    ['F', 1],
  ] as const),
  ...([
    ['X1', 1],
    ['X2', 1],
    ['X3', 1],
    ['X4', 1],
  ] as const),
] as const;

export function prefixed(list: readonly string[]): Buffer {
  return Buffer.concat(
    list.flatMap((text) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(text));
      return [length, Buffer.from(text)];
    }),
  );
}

/** The blocks under AES, before and after. */
export function blocksOf(list: readonly string[], count: number): Buffer {
  const digest = createHash('sha256').update(prefixed(list)).digest().subarray(0, 12);
  return Buffer.concat(
    Array.from({ length: count }, (_, i) => {
      const number = Buffer.alloc(4);
      number.writeUInt32BE(i);
      return Buffer.concat([digest, number]);
    }),
  );
}

export function output(key: Buffer, list: readonly string[], count: number): Buffer {
  return createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(blocksOf(list, count));
}

function stream(key: Buffer, bytes: number): Buffer {
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
