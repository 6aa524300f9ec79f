import { VARIANTS, type EncodedVariant, type Variant } from '#contracts';
import type { VariantBits } from '#linkage';

/** epoch 2 bytes, variant 1, length of the segment 1, tag 8; then the segment. */
const HEAD_BYTES = 12;

/** Room for the variants of one epoch in a space: `space = epoch * 16 + place of the variant`. */
const VARIANTS_OF_SPACE = 16;

/** A variant with the epoch of its keys. */
export type EpochVariant = EncodedVariant & { readonly epoch: number };

/** One tag as it is looked up. */
export interface SpaceTag {
  readonly space: number;
  /** A signed 64-bit integer, as PostgreSQL prints it. */
  readonly tag: string;
}

/** What is stored of a mention's encodings: each variant once, in one order, whatever the order in the event. */
export function packed(variants: readonly EpochVariant[]): Buffer {
  const parts = variants.map(({ epoch, v, tag, seg }) => {
    const bits = seg === undefined ? Buffer.alloc(0) : Buffer.from(seg, 'base64');
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt16BE(epoch, 0);
    head.writeUInt8(VARIANTS.indexOf(v), 2);
    head.writeUInt8(bits.length, 3);
    head.write(tag, 4, 'hex');
    return Buffer.concat([head, bits]);
  });
  parts.sort((a, b) => a.compare(b));
  return Buffer.concat(parts.filter((part, i) => i === 0 || !part.equals(parts[i - 1] ?? Buffer.alloc(0))));
}

/** Stored encodings, ready for look-up and comparison. */
export class StoredEncoding {
  private readonly byEpoch = new Map<number, VariantBits[]>();
  private readonly places: { readonly epoch: number; readonly variant: number; readonly at: number }[] = [];

  constructor(readonly bytes: Buffer) {
    for (let at = 0; at < bytes.length;) {
      const [epoch, variant, length] = [bytes.readUInt16BE(at), bytes.readUInt8(at + 2), bytes.readUInt8(at + 3)];
      this.places.push({ epoch, variant, at });
      at += HEAD_BYTES + length;
    }
  }

  /** Rising. */
  get epochs(): readonly number[] {
    return [...new Set(this.places.map(({ epoch }) => epoch))];
  }

  /** Each once: a variant may occur twice (two documents), never with one tag. */
  tags(): SpaceTag[] {
    const once = new Map<string, SpaceTag>();
    for (const { epoch, variant, at } of this.places) {
      const space = epoch * VARIANTS_OF_SPACE + variant;
      const tag = this.bytes.readBigInt64BE(at + 4).toString();
      once.set(`${space} ${tag}`, { space, tag });
    }
    return [...once.values()];
  }

  /** The variants that the mention has in an epoch, one bit each. */
  present(epoch: number): number {
    return this.places.reduce((mask, place) => (place.epoch === epoch ? mask | (1 << place.variant) : mask), 0);
  }

  /** The variants of one epoch, as a model compares them. */
  variants(epoch: number): readonly VariantBits[] {
    const known = this.byEpoch.get(epoch);
    if (known !== undefined) return known;
    const bits = this.places
      .filter((place) => place.epoch === epoch)
      .map(({ variant, at }) => this.bitsAt(variant, at));
    this.byEpoch.set(epoch, bits);
    return bits;
  }

  private bitsAt(variant: number, at: number): VariantBits {
    const start = at + HEAD_BYTES;
    const length = this.bytes.readUInt8(at + 3);
    return {
      v: VARIANTS[variant] ?? '',
      tag: this.bytes.toString('hex', at + 4, start),
      seg: length === 0 ? null : this.bytes.subarray(start, start + length),
    };
  }
}

export function epochOf(space: number): number {
  return Math.floor(space / VARIANTS_OF_SPACE);
}

/** The space's variant as a mask of one bit. */
export function variantBit(space: number): number {
  return 1 << (space % VARIANTS_OF_SPACE);
}

/** Names of the variants of a mask. */
export function variantNames(mask: number): Variant[] {
  return VARIANTS.filter((_, place) => (mask & (1 << place)) !== 0);
}

/** The newest epoch that both carry: the only one in which the two are compared. */
export function commonEpoch(a: StoredEncoding, b: StoredEncoding): number | undefined {
  return [...a.epochs].reverse().find((epoch) => b.epochs.includes(epoch));
}
