import type { Attribute } from './schema.js';

/** Two attributes, by index, whose cells are mixed up at data entry. */
export type SwapPair = readonly [number, number];

/** Given name with surname, and what the schema declares with `swapsWith`. Each attribute is in one pair at most. */
export function swapPairs(attributes: readonly Attribute[]): SwapPair[] {
  const pairs: SwapPair[] = [];
  const used = new Set<number>();
  const add = (a: number, b: number) => {
    if (a < 0 || b < 0 || used.has(a) || used.has(b)) return;
    pairs.push(a < b ? [a, b] : [b, a]);
    used.add(a).add(b);
  };
  const indexOf = (kind: string) => attributes.findIndex((attribute) => attribute.kind === kind);
  add(indexOf('given-name'), indexOf('surname'));
  attributes.forEach(({ swapsWith }, index) => {
    if (swapsWith !== null) {
      add(
        index,
        attributes.findIndex(({ column }) => column === swapsWith),
      );
    }
  });
  return pairs;
}
