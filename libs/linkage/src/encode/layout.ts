/** A Bloom filter of one attribute's tokens. */
export interface FilterLayout {
  readonly name: string;
  /** A multiple of 8. */
  readonly bits: number;
  /** Bits that one token sets, at most 16. */
  readonly hashes: number;
}

/**
 * Similarity of constant weight: one bit for each of `bits` independent orders of all tokens, namely the last bit of the
 * smallest token (1-bit min-hash; Li and Koenig, 2010). Unlike a Bloom filter it does not show how many tokens there are.
 */
export interface SketchLayout {
  readonly name: string;
  /** A multiple of 8. */
  readonly bits: number;
}

/**
 * A keyed hash of one whole form of an attribute. All bits zero: absent, unless the layout hides what is absent. Slots of one `domain` hash alike, so that a form
 * that stands in another column (surname and given name swapped, a maiden name among the aliases) can still be found.
 */
export interface SlotLayout {
  readonly name: string;
  readonly domain: string;
  /** A multiple of 8, at most 32. */
  readonly bits: number;
}

/** How the bytes of a variant's `seg` are used: filters first, then sketches, then slots, without gaps. */
export interface SegmentLayout {
  /** Length of `seg`. Bytes behind the last slot are zero. */
  readonly bytes: number;
  readonly filters: readonly FilterLayout[];
  readonly sketches?: readonly SketchLayout[];
  readonly slots: readonly SlotLayout[];
  /**
   * Sketches and slots of what is absent hold pseudo-random bits instead of zeros, so that one segment alone does not show
   * what is known of a person. Whether both sides hold something is then asked of a slot with a constant form.
   */
  readonly hidesAbsent?: boolean;
}

/** A filter or slot with the place of its first byte. */
export type Placed<T> = T & { readonly offset: number; readonly length: number };

export interface PlacedLayout {
  readonly bytes: number;
  readonly filters: readonly Placed<FilterLayout>[];
  readonly sketches: readonly Placed<SketchLayout>[];
  readonly slots: readonly Placed<SlotLayout>[];
  readonly hidesAbsent: boolean;
}

/** @throws RangeError when a part is no whole number of bytes or the parts do not fit */
export function place({ bytes, filters, sketches = [], slots, hidesAbsent = false }: SegmentLayout): PlacedLayout {
  let offset = 0;
  const next = <T extends { readonly name: string; readonly bits: number }>(part: T): Placed<T> => {
    if (part.bits <= 0 || part.bits % 8 !== 0) throw new RangeError(`${part.name} is no whole number of bytes.`);
    const placed = { ...part, offset, length: part.bits / 8 };
    offset += placed.length;
    return placed;
  };
  const placed = { filters: filters.map(next), sketches: sketches.map(next), slots: slots.map(next) };
  if (offset > bytes) throw new RangeError(`The parts need ${offset} bytes, the segment has ${bytes}.`);
  return { bytes, ...placed, hidesAbsent };
}
