import { byRank, firstMember, type RankedMention } from './cluster-ref.js';
import type { DecidedPair, DecidedPairs } from './decided-pairs.js';
import { Partition } from './partition.js';

/** One key of `linkKeys` that may link: its rule's place in `EXACT_RULES` (0 strongest) and the key itself. */
export interface StrengthKey {
  readonly rule: number;
  readonly key: string;
}

export interface LinkableMention extends RankedMention {
  readonly keys: readonly StrengthKey[];
}

export interface DecidedCluster<M> {
  /** By rank; the first one gives the cluster its reference. */
  readonly members: readonly M[];
  /** Every member is tied to the others by decisions of people alone. */
  readonly confirmed: boolean;
}

/**
 * Clusters of two and more among the mentions: a pure function of the set, whatever its order. Decisions of people come
 * first, then keys from the strongest rule to the weakest, inside a rule by the rank of the earliest mention. A union that
 * would bring together a pair that must stay apart, or more than `maxMembers` mentions, is refused.
 */
export function decidedClusters<M extends LinkableMention>(
  mentions: readonly M[],
  decided: DecidedPairs<M>,
  maxMembers: number,
): DecidedCluster<M>[] {
  const ranked = [...mentions].sort(byRank);
  const partition = new Partition<M>(decided.cannot, maxMembers);
  for (const [a, b] of [...decided.must].map(inOrder).sort(byPairRank)) partition.unite(a, b);
  const confirmedRoot = new Map(ranked.map((mention) => [mention, partition.rootOf(mention)]));
  for (const bucket of bucketsOf(ranked)) uniteBucket(partition, bucket);
  return partition.groups(ranked).map((members) => {
    const root = confirmedRoot.get(firstMember(members));
    return { members, confirmed: members.every((member) => confirmedRoot.get(member) === root) };
  });
}

/** Each mention joins the first group of its bucket that takes it: without decisions the whole bucket is one group. */
function uniteBucket<M extends LinkableMention>(partition: Partition<M>, bucket: readonly M[]): void {
  const groups: M[] = [];
  for (const mention of bucket) {
    if (!groups.some((group) => partition.unite(group, mention))) groups.push(mention);
  }
}

function bucketsOf<M extends LinkableMention>(ranked: readonly M[]): (readonly M[])[] {
  const buckets = new Map<string, { rule: number; key: string; first: number; members: M[] }>();
  ranked.forEach((mention, index) => {
    for (const { rule, key } of mention.keys) {
      const bucket = buckets.get(key);
      if (bucket) bucket.members.push(mention);
      else buckets.set(key, { rule, key, first: index, members: [mention] });
    }
  });
  return [...buckets.values()]
    .filter(({ members }) => members.length > 1)
    .sort((a, b) => a.rule - b.rule || a.first - b.first || (a.key < b.key ? -1 : 1))
    .map(({ members }) => members);
}

function inOrder<M extends RankedMention>([a, b]: DecidedPair<M>): DecidedPair<M> {
  return byRank(a, b) <= 0 ? [a, b] : [b, a];
}

function byPairRank<M extends RankedMention>(a: DecidedPair<M>, b: DecidedPair<M>): number {
  return byRank(a[0], b[0]) || byRank(a[1], b[1]);
}
