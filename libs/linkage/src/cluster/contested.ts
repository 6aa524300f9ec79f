import type { DecidedPair, DecidedPairs } from './decided-pairs.js';
import { Partition } from './partition.js';

/** A pair that an owner holds to be two persons, although a chain of SAME makes it one. */
export interface ContestedPair<M> {
  readonly pair: DecidedPair<M>;
  /** Everybody whom decisions of both owners tie to the two. */
  readonly chain: readonly M[];
}

/** The contradictions among people's decisions, in the order of the mentions given. */
export function contestedPairs<M extends object>(
  ranked: readonly M[],
  { must, cannot }: DecidedPairs<M>,
): ContestedPair<M>[] {
  if (must.length === 0 || cannot.length === 0) return [];
  const said = new Partition<M>([], Infinity);
  for (const [a, b] of must) said.unite(a, b);
  const place = new Map(ranked.map((mention, i) => [mention, i]));
  const chains = new Map<M, M[]>(said.groups(ranked).map((chain) => [said.rootOf(chain[0] as M), chain]));
  const placeOf = (mention: M) => place.get(mention) ?? -1;
  return distinct(cannot, placeOf)
    .filter(([a, b]) => said.rootOf(a) === said.rootOf(b))
    .map((pair) => ({ pair, chain: chains.get(said.rootOf(pair[0])) ?? [...pair] }));
}

/** Smaller place first, each once, in order. */
function distinct<M>(pairs: readonly DecidedPair<M>[], placeOf: (mention: M) => number): DecidedPair<M>[] {
  const ordered = pairs.map(([a, b]): DecidedPair<M> => (placeOf(a) <= placeOf(b) ? [a, b] : [b, a]));
  const once = new Map(ordered.map((pair) => [`${placeOf(pair[0])} ${placeOf(pair[1])}`, pair]));
  return [...once.values()].sort((x, y) => placeOf(x[0]) - placeOf(y[0]) || placeOf(x[1]) - placeOf(y[1]));
}
