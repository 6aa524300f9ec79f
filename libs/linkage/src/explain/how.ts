import type { ClusterMention } from '../cluster/component.js';
import type { DecidedPairs } from '../cluster/decided-pairs.js';
import type { Reclustered, RefusalReason } from '../cluster/recluster.js';

/** One step in which a cluster grew: two groups, each named by its first mention, became one. */
export interface Step<M> {
  readonly by: 'DECISION' | 'SCORE';
  readonly a: M;
  readonly b: M;
  /** Mean score between the two groups, thousandths of a bit; `null` where people have decided. */
  readonly mbits: number | null;
}

/** A group at or above the threshold that was kept out. */
export interface KeptOut<M> {
  readonly of: M;
  readonly group: M;
  readonly mbits: number;
  readonly reason: RefusalReason;
}

export interface How<M> {
  readonly steps: readonly Step<M>[];
  readonly keptOut: readonly KeptOut<M>[];
}

/**
 * How a cluster came about: what people united, then unions by score in their order, and who was refused. The steps of a
 * cluster of n mentions that decisions united in g groups are n - g unions by score behind the decisions.
 */
export function howOf<M extends ClusterMention>(
  members: readonly M[],
  { merges, refusals }: Pick<Reclustered<M>, 'merges' | 'refusals'>,
  { must }: Pick<DecidedPairs<M>, 'must'>,
): How<M> {
  const inside = new Set(members);
  const decided = onceEach(must.filter(([a, b]) => inside.has(a) && inside.has(b)));
  const scored = merges.filter(({ a, b }) => inside.has(a) && inside.has(b));
  const steps = [
    ...decided.map(([a, b]): Step<M> => ({ by: 'DECISION', a, b, mbits: null })),
    ...scored.map(({ a, b, mbits }): Step<M> => ({ by: 'SCORE', a, b, mbits })),
  ];
  const keptOut = refusals.flatMap(({ a, b, mbits, reason }): KeptOut<M>[] => {
    if (inside.has(a) === inside.has(b)) return [];
    return [{ ...(inside.has(a) ? { of: a, group: b } : { of: b, group: a }), mbits, reason }];
  });
  return { steps, keptOut };
}

/** Both owners' answers name the pair, in either order. */
function onceEach<M>(pairs: readonly (readonly [M, M])[]): (readonly [M, M])[] {
  const seen: (readonly [M, M])[] = [];
  for (const [a, b] of pairs) {
    if (!seen.some(([x, y]) => (x === a && y === b) || (x === b && y === a))) seen.push([a, b]);
  }
  return seen;
}
