import { place, type FilterLayout, type Placed, type SegmentLayout, type SlotLayout } from '../encode/layout.js';
import { overlap, sameSlot, tokenDice } from './bits.js';
import type { VariantBits } from '../cluster/pair-model.js';

/** What can be asked about a pair of mentions, over all variants that both share. */
export interface PairView {
  /** Variants whose tags both mentions share, each once, sorted. */
  readonly shared: readonly string[];
  /** Whether both slots hold the same form in every shared variant; `null` where one is absent or nothing is shared. */
  same(slotA: string, slotB?: string): boolean | null;
  /** Mean estimated similarity of a filter, thousandths; `null` where one is empty or nothing is shared. */
  dice(filter: string): number | null;
  /** Whether tags of an exact variant agree; `null` where one side has none. */
  exact(variant: string): boolean | null;
}

type Segments = readonly [Uint8Array, Uint8Array];

/** Makes views of pairs of mentions that were encoded with one layout. */
export function pairViewer(layout: SegmentLayout) {
  const { filters, slots } = place(layout);
  const filterOf = byName<FilterLayout>(filters);
  const slotOf = byName<SlotLayout>(slots);
  return (a: readonly VariantBits[], b: readonly VariantBits[]): PairView => {
    const both = sharedVariants(a, b);
    const segments = both.flatMap(([x, y]): Segments[] => (x.seg === null || y.seg === null ? [] : [[x.seg, y.seg]]));
    return {
      shared: [...new Set(both.map(([{ v }]) => v))].sort(),
      same: (slotA, slotB = slotA) => sameEverywhere(segments, slotOf(slotA), slotOf(slotB)),
      dice: (filter) => meanDice(segments, filterOf(filter)),
      exact: (variant) => exactAgreement(a, b, variant),
    };
  };
}

export type PairViewer = ReturnType<typeof pairViewer>;

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
function sameEverywhere(segments: readonly Segments[], a: Placed<SlotLayout>, b: Placed<SlotLayout>): boolean | null {
  let same: boolean | null = null;
  for (const [x, y] of segments) {
    const here = sameSlot(x, y, a.offset, b.offset, a.length);
    if (here === null) return null;
    if (!here) return false;
    same = true;
  }
  return same;
}

function meanDice(segments: readonly Segments[], { offset, length, bits }: Placed<FilterLayout>): number | null {
  let sum = 0;
  for (const [x, y] of segments) {
    const dice = tokenDice(overlap(x, y, offset, length), bits);
    if (dice === null) return null;
    sum += dice;
  }
  return segments.length === 0 ? null : Math.floor(sum / segments.length);
}

function exactAgreement(a: readonly VariantBits[], b: readonly VariantBits[], variant: string) {
  const [x, y] = [a, b].map((variants) => variants.find(({ v }) => v === variant));
  return x === undefined || y === undefined ? null : x.tag === y.tag;
}
