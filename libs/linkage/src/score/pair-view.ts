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
  const presence = byName<SlotLayout>(slots, 'has ');
  return (a: readonly VariantBits[], b: readonly VariantBits[]): PairView => {
    const pairs = sharedVariants(a, b);
    const segments: Segments[] = [];
    for (const [x, y] of pairs) if (x.seg !== null && y.seg !== null) segments.push([x.seg, y.seg]);
    const shared = [...new Set(pairs.map(([{ v }]) => v))].sort();
    const same = (slotA: string, slotB = slotA) => sameEverywhere(segments, slotOf(slotA), slotOf(slotB));
    const both = (attribute: string) => sameEverywhere(segments, presence(attribute), presence(attribute));
    return {
      shared,
      same,
      both,
      dice: (sketch) => pooledDice(segments, sketchOf(sketch)),
      exact: (variant) => shared.includes(variant),
    };
  };
}

/** Parts by their names behind a prefix. */
function byName<T extends { readonly name: string }>(
  parts: readonly Placed<T>[],
  prefix = '',
): (name: string) => Placed<T> {
  const named = new Map(
    parts.filter(({ name }) => name.startsWith(prefix)).map((part) => [part.name.slice(prefix.length), part]),
  );
  return (name) => {
    const part = named.get(name);
    if (part === undefined) throw new RangeError(`The layout has no ${prefix}${name}.`);
    return part;
  };
}

function sharedVariants(a: readonly VariantBits[], b: readonly VariantBits[]): [VariantBits, VariantBits][] {
  const shared: [VariantBits, VariantBits][] = [];
  for (const x of a) {
    const y = b.find(({ v, tag }) => v === x.v && tag === x.tag);
    if (y !== undefined) shared.push([x, y]);
  }
  return shared;
}

/** A chance equality of short slots seldom repeats under another salt: all must agree. */
function sameEverywhere(segments: readonly Segments[], a: Placed<SlotLayout>, b: Placed<SlotLayout>): boolean {
  for (const [x, y] of segments) if (!sameBytes(x, y, a.offset, b.offset, a.length)) return false;
  return segments.length > 0;
}

/** All shared variants are one longer sketch. */
function pooledDice(segments: readonly Segments[], { offset, length, bits }: Placed<SketchLayout>): number {
  if (segments.length === 0) return 0;
  const agreeing = segments.reduce((sum, [x, y]) => sum + agreeingBits(x, y, offset, length), 0);
  return sketchDice(agreeing, bits * segments.length);
}
