import type { VariantBits } from '../cluster/pair-model.js';
import { place, type Placed, type SegmentLayout, type SketchLayout, type SlotLayout } from '../encode/layout.js';
import { agreeingBits, sameBytes, sketchDice } from './bits.js';

/** What can be asked about a pair of mentions, over all variants that both share. */
export interface PairView {
  /** Variants whose tags both mentions share, each once, sorted. */
  readonly shared: readonly string[];
  /** Whether both mentions hold an attribute. A chance error of 2^-16 or 2^-8 for each shared variant. */
  both(attribute: string): boolean;
  /** Whether both slots hold the same bits in every shared variant; false where nothing is shared or one is absent. */
  same(slotA: string, slotB?: string): boolean;
  /** Estimated similarity of a sketch over all shared variants, thousandths; of nothing shared 0. */
  dice(sketch: string): number;
  /** Whether tags of an exact variant agree. */
  exact(variant: string): boolean;
}

type Segments = readonly [Uint8Array, Uint8Array];

/** Makes views of pairs of mentions that were encoded with one layout which hides what is absent. */
export function pairViewer(layout: SegmentLayout) {
  const { sketches, slots } = place(layout);
  const sketchOf = byName<SketchLayout>(sketches);
  const slotOf = byName<SlotLayout>(slots);
  return (a: readonly VariantBits[], b: readonly VariantBits[]): PairView => {
    const both = sharedVariants(a, b);
    const segments = both.flatMap(([x, y]): Segments[] => (x.seg === null || y.seg === null ? [] : [[x.seg, y.seg]]));
    const shared = [...new Set(both.map(([{ v }]) => v))].sort();
    const same = (slotA: string, slotB = slotA) => sameEverywhere(segments, slotOf(slotA), slotOf(slotB));
    return {
      shared,
      same,
      both: (attribute) => same(`has ${attribute}`),
      dice: (sketch) => pooledDice(segments, sketchOf(sketch)),
      exact: (variant) => shared.includes(variant),
    };
  };
}

function byName<T extends { readonly name: string }>(parts: readonly Placed<T>[]): (name: string) => Placed<T> {
  const named = new Map(parts.map((part) => [part.name, part]));
  return (name) => {
    const part = named.get(name);
    if (part === undefined) throw new RangeError(`The layout has no ${name}.`);
    return part;
  };
}

function sharedVariants(a: readonly VariantBits[], b: readonly VariantBits[]) {
  return a.flatMap((x): [VariantBits, VariantBits][] => {
    const y = b.find(({ v, tag }) => v === x.v && tag === x.tag);
    return y === undefined ? [] : [[x, y]];
  });
}

/** A chance equality of short slots seldom repeats under another salt: all must agree. */
function sameEverywhere(segments: readonly Segments[], a: Placed<SlotLayout>, b: Placed<SlotLayout>): boolean {
  return segments.length > 0 && segments.every(([x, y]) => sameBytes(x, y, a.offset, b.offset, a.length));
}

/** All shared variants are one longer sketch. */
function pooledDice(segments: readonly Segments[], { offset, length, bits }: Placed<SketchLayout>): number {
  if (segments.length === 0) return 0;
  const agreeing = segments.reduce((sum, [x, y]) => sum + agreeingBits(x, y, offset, length), 0);
  return sketchDice(agreeing, bits * segments.length);
}
