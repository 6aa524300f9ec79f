/** A Bloom filter of one attribute's tokens. */
export interface FilterLayout {
  readonly name: string;
  /** A multiple of 8. */
  readonly bits: number;
  /** Bits that one token sets, at most 16. */
  readonly hashes: number;
}

/**
 * A keyed hash of one whole form of an attribute. All bits zero: absent. Slots of one `domain` hash alike, so that a form
 * that stands in another column (surname and given name swapped, a maiden name among the aliases) can still be found.
 */
export interface SlotLayout {
  readonly name: string;
  readonly domain: string;
  /** A multiple of 8, at most 32. */
  readonly bits: number;
}

/** How the bytes of a variant's `seg` are used: filters first, then slots, without gaps. */
export interface SegmentLayout {
  /** Length of `seg`. Bytes behind the last slot are zero. */
  readonly bytes: number;
  readonly filters: readonly FilterLayout[];
  readonly slots: readonly SlotLayout[];
}

/** A filter or slot with the place of its first byte. */
export type Placed<T> = T & { readonly offset: number; readonly length: number };

export interface PlacedLayout {
  readonly bytes: number;
  readonly filters: readonly Placed<FilterLayout>[];
  readonly slots: readonly Placed<SlotLayout>[];
}

/** @throws RangeError when a part is no whole number of bytes or the parts do not fit */
export function place({ bytes, filters, slots }: SegmentLayout): PlacedLayout {
  let offset = 0;
  const next = <T extends { readonly name: string; readonly bits: number }>(part: T): Placed<T> => {
    if (part.bits <= 0 || part.bits % 8 !== 0) throw new RangeError(`${part.name} is no whole number of bytes.`);
    const placed = { ...part, offset, length: part.bits / 8 };
    offset += placed.length;
    return placed;
  };
  const layout = { bytes, filters: filters.map(next), slots: slots.map(next) };
  if (offset > bytes) throw new RangeError(`The parts need ${offset} bytes, the segment has ${bytes}.`);
  return layout;
}
