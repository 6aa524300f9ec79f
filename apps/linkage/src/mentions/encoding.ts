import { VARIANTS, type EncodedVariant, type Variant } from '#contracts';
import type { VariantBits } from '#linkage';

/** epoch 2 bytes, variant 1, length of the segment 1, tag 8; then the segment. */
const HEAD_BYTES = 12;
const TAG_BYTES = 8;

/** Room for the variants of one epoch in a space: `space = epoch * 16 + place of the variant`. */
const VARIANTS_OF_SPACE = 16;

/** A variant with the epoch of its keys. */
export type EpochVariant = EncodedVariant & { readonly epoch: number };

/** One tag as it is looked up. */
export interface SpaceTag {
  readonly space: number;
  /** A signed 64-bit integer, as PostgreSQL prints it. */
  readonly tag: `${bigint}`;
}

/** A variant where it lies among the stored bytes: for work on thousands at a time nothing of it is copied. */
export interface HeldVariant {
  readonly epoch: number;
  readonly variant: string;
  readonly space: number;
  /** Equal for two mentions exactly where they share the tag. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Of the tag's eight bytes; the segment follows them. */
  readonly at: number;
  /** `null` for a variant of tags alone. */
  readonly segment: Uint8Array | null;
}

/** What stands before the segment among the stored bytes: the same for whoever shares the tag, as all segments of a variant are of one length. */
export function headOf({ bytes, at }: HeldVariant): Uint8Array {
  return bytes.subarray(at + TAG_BYTES - HEAD_BYTES, at + TAG_BYTES);
}

/** What is stored of a mention's encodings: each variant once, in one order, whatever the order in the event. */
export function packed(variants: readonly EpochVariant[]): Buffer {
  const size = variants.reduce((sum, { seg }) => sum + HEAD_BYTES + (seg === undefined ? 0 : bytesIn(seg)), 0);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  const parts = variants.map((variant) => bytes.subarray(at, (at = write(bytes, at, variant))));
  parts.sort((a, b) => a.compare(b));
  return Buffer.concat(parts.filter((part, i) => i === 0 || !part.equals(parts[i - 1] ?? part)));
}

const bytesIn = (seg: string) => Buffer.byteLength(seg, 'base64');

function write(bytes: Buffer, at: number, { epoch, v, tag, seg }: EpochVariant): number {
  const start = at + HEAD_BYTES;
  const length = seg === undefined ? 0 : bytes.write(seg, start, 'base64');
  bytes.writeUInt16BE(epoch, at);
  bytes.writeUInt8(VARIANTS.indexOf(v), at + 2);
  bytes.writeUInt8(length, at + 3);
  bytes.write(tag, at + 4, 8, 'hex');
  return start + length;
}

/** Where a variant stands among the stored bytes. */
interface Place {
  readonly epoch: number;
  readonly variant: number;
  readonly at: number;
}

/** Stored encodings, ready for look-up and comparison. */
export class StoredEncoding {
  private readonly places: readonly Place[];
  private readonly bits = new Map<Place, VariantBits>();
  private distinct: readonly SpaceTag[] | undefined;
  private variants: readonly HeldVariant[] | undefined;
  /** Rising. */
  readonly epochs: readonly number[];

  constructor(readonly bytes: Buffer) {
    const places: Place[] = [];
    for (let at = 0; at < bytes.length;) {
      const [epoch, variant, length] = [bytes.readUInt16BE(at), bytes.readUInt8(at + 2), bytes.readUInt8(at + 3)];
      places.push({ epoch, variant, at });
      at += HEAD_BYTES + length;
    }
    this.places = places;
    this.epochs = places.map(({ epoch }) => epoch).filter((epoch, i, all) => epoch !== all[i - 1]);
  }

  /** Each once: a variant may occur twice (two documents), never with one tag. */
  tags(): readonly SpaceTag[] {
    this.distinct ??= this.distinctTags();
    return this.distinct;
  }

  /** The same without the variants of some epochs; itself where it has none of them. */
  without(epochs: ReadonlySet<number>): StoredEncoding {
    if (!this.epochs.some((epoch) => epochs.has(epoch))) return this;
    const kept = this.places.filter(({ epoch }) => !epochs.has(epoch)).map(({ at }) => this.bytesAt(at));
    return new StoredEncoding(Buffer.concat(kept));
  }

  /** All variants as they lie there. */
  held(): readonly HeldVariant[] {
    this.variants ??= this.places.map((place) => this.heldOf(place));
    return this.variants;
  }

  /** A variant as a model compares it. @param i place in `held()` */
  comparable(i: number): VariantBits {
    const place = this.places[i];
    if (place === undefined) throw new RangeError('The encoding has no such variant.');
    return this.bitsOf(place);
  }

  /** The variants of one epoch whose tags another encoding holds as well, as a model compares them. */
  sharedWith(other: StoredEncoding, epoch: number): VariantBits[] {
    const theirs = other.places.filter((place) => place.epoch === epoch);
    return this.places
      .filter((own) => own.epoch === epoch && theirs.some((their) => this.hasTagOf(own, other, their)))
      .map((own) => this.bitsOf(own));
  }

  /** Every segment, with the space in which it is compared. */
  segments(): { readonly space: number; readonly seg: Uint8Array }[] {
    return this.places.flatMap((place) => {
      const { seg } = this.bitsOf(place);
      return seg === null ? [] : [{ space: spaceOf(place.epoch, place.variant), seg }];
    });
  }

  private hasTagOf(own: Place, other: StoredEncoding, their: Place): boolean {
    const [a, b] = [own.at + 4, their.at + 4];
    return (
      own.variant === their.variant &&
      this.bytes.readInt32BE(a) === other.bytes.readInt32BE(b) &&
      this.bytes.readInt32BE(a + 4) === other.bytes.readInt32BE(b + 4)
    );
  }

  private bytesAt(at: number): Buffer {
    return this.bytes.subarray(at, at + HEAD_BYTES + this.bytes.readUInt8(at + 3));
  }

  private distinctTags(): SpaceTag[] {
    const once = new Map<string, SpaceTag>();
    for (const place of this.places) {
      const tag = this.tagOf(place);
      once.set(`${tag.space} ${tag.tag}`, tag);
    }
    return [...once.values()];
  }

  private heldOf({ epoch, variant, at }: Place): HeldVariant {
    const { bytes } = this;
    const [tag, start, length] = [at + 4, at + HEAD_BYTES, bytes.readUInt8(at + 3)];
    return {
      epoch,
      variant: VARIANTS[variant] ?? '',
      space: spaceOf(epoch, variant),
      name: String.fromCharCode(epoch, variant) + bytes.toString('latin1', tag, start),
      bytes,
      at: tag,
      segment: length === 0 ? null : bytes.subarray(start, start + length),
    };
  }

  private tagOf({ epoch, variant, at }: Place): SpaceTag {
    return { space: spaceOf(epoch, variant), tag: `${this.bytes.readBigInt64BE(at + 4)}` };
  }

  /** Made once: in a flood an encoding is compared hundreds of times. */
  private bitsOf(place: Place): VariantBits {
    const known = this.bits.get(place);
    if (known !== undefined) return known;
    const start = place.at + HEAD_BYTES;
    const length = this.bytes.readUInt8(place.at + 3);
    const bits = {
      v: VARIANTS[place.variant] ?? '',
      tag: this.bytes.toString('hex', place.at + 4, start),
      seg: length === 0 ? null : this.bytes.subarray(start, start + length),
    };
    this.bits.set(place, bits);
    return bits;
  }
}

/** @param variant place in the contract's list */
export function spaceOf(epoch: number, variant: number): number {
  return epoch * VARIANTS_OF_SPACE + variant;
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
