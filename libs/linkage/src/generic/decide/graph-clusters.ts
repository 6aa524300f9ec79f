import type { ClusterMention, ScoredPair } from '../../cluster/component.js';
import { connectedClusters } from '../../cluster/connected-clusters.js';
import { recluster } from '../../cluster/recluster.js';

/** Two records that share no tag, thousandths of a bit: little, because tags miss a pair rather than tell it apart. */
const UNCOMPARED_MBITS = -2_000;
/** How far under the threshold a pair may lie and still connect, thousandths of a bit. Its group may lift it. */
const CONNECTS_BELOW = 4_000;
/** Records of one component beyond which weak pairs no longer connect, and by how much the bar rises each time. */
const LARGEST_COMPONENT = 300;
const RISE_MBITS = 2_000;
/** Scores are bounded, so that no single pair outweighs a whole group. */
const MOST_MBITS = 40_000;

export interface ScoredIds {
  readonly a: string;
  readonly b: string;
  /** log2 odds of a match in thousandths of a bit. */
  readonly mbits: number;
  /** Evidence that no agreement outweighs. Default none. */
  readonly conflict?: boolean;
}

/**
 * Records of one person each: groups whose mean score is at or above the threshold, not whatever is connected somehow.
 * A pure function of the pairs. Groups of two and more, each sorted, by their first record.
 */
export function clustersOf(pairs: readonly ScoredIds[], threshold: number): string[][] {
  const found = componentsOf(pairs, threshold - CONNECTS_BELOW).flatMap(({ ids, within }) =>
    clustersWithin(ids, within, threshold),
  );
  return found.sort((x, y) => ((x[0] ?? '') < (y[0] ?? '') ? -1 : 1));
}

interface IdComponent {
  readonly ids: readonly string[];
  readonly within: readonly ScoredIds[];
}

/** Components over pairs at or above `least`; a component that is too large falls apart at a higher bar. */
function componentsOf(pairs: readonly ScoredIds[], least: number): IdComponent[] {
  const edges = pairs.filter(({ mbits }) => mbits >= least).map(({ a, b }) => [a, b] as const);
  const components = connectedClusters(edges);
  const componentOf = new Map(components.flatMap((ids, at) => ids.map((id) => [id, at] as const)));
  const within = components.map((): ScoredIds[] => []);
  for (const pair of pairs) {
    const at = componentOf.get(pair.a);
    if (at !== undefined && at === componentOf.get(pair.b)) within[at]?.push(pair);
  }
  return components.flatMap((ids, at) => {
    const inside = within[at] ?? [];
    const fallsApart = ids.length > LARGEST_COMPONENT && least < MOST_MBITS;
    return fallsApart ? componentsOf(inside, least + RISE_MBITS) : [{ ids, within: inside }];
  });
}

function clustersWithin(ids: readonly string[], pairs: readonly ScoredIds[], threshold: number): string[][] {
  const mentions = new Map(ids.map((id) => [id, mentionOf(id)]));
  const scored = pairs.flatMap(({ a, b, mbits, conflict = false }): ScoredPair<ClusterMention>[] => {
    const [left, right] = [mentions.get(a), mentions.get(b)];
    if (left === undefined || right === undefined) return [];
    return [{ a: left, b: right, mbits: Math.max(-MOST_MBITS, Math.min(MOST_MBITS, mbits)), conflict }];
  });
  const component = { mentions: [...mentions.values()], pairs: scored, decided: { must: [], cannot: [] } };
  const rules = { statistical: threshold, sameSource: 0, uncompared: UNCOMPARED_MBITS, ambiguity: 0 };
  const { clusters } = recluster(component, { ...rules, maxMembers: LARGEST_COMPONENT });
  return clusters.map(({ members }) => members.map(({ mentionRef }) => mentionRef).sort());
}

/** Records without source or month: their identifiers alone give the order. */
function mentionOf(mentionRef: string): ClusterMention {
  return { mentionRef, source: '', reportedMonth: '', dedupScope: 'CASE' };
}
