import { byRank, type RankedMention } from './cluster-ref.js';
import type { DecidedPair, DecidedPairs } from './decided-pairs.js';
import { Partition } from './partition.js';

/**
 * Groups of two and more that people have made: SAME of both owners unites, in the order of ranks; a union that would bring
 * together a pair which an owner holds to be two persons, or more than `maxMembers` mentions, is refused.
 */
export function unitedByDecision<M extends RankedMention>(
  ranked: readonly M[],
  { must, cannot }: DecidedPairs<M>,
  maxMembers: number,
): M[][] {
  if (must.length === 0) return [];
  const partition = new Partition<M>(cannot, maxMembers);
  for (const [a, b] of must.map(inOrder).sort(byPairRank)) partition.unite(a, b);
  return partition.groups(ranked);
}

function inOrder<M extends RankedMention>([a, b]: DecidedPair<M>): DecidedPair<M> {
  return byRank(a, b) <= 0 ? [a, b] : [b, a];
}

function byPairRank<M extends RankedMention>(a: DecidedPair<M>, b: DecidedPair<M>): number {
  return byRank(a[0], b[0]) || byRank(a[1], b[1]);
}
