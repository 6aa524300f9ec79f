import { byRank } from './cluster-ref.js';
import type { ClusteringRules } from './clustering-rules.js';
import type { ClusterMention, Component } from './component.js';
import { contestedPairs, type ContestedPair } from './contested.js';
import { unitedByDecision } from './decided-groups.js';
import { isWithin, meanOf, MergeTable, OBSTACLE, type Bond } from './merge-table.js';

/** Two groups that were united or must not be, each named by its first mention. */
export interface GroupPair<M> {
  readonly a: M;
  readonly b: M;
  /** Mean score between the groups at that moment, thousandths of a bit, rounded down. */
  readonly mbits: number;
}

export type RefusalReason = 'CANNOT' | 'CONFLICT' | 'SAME_SOURCE' | 'TOO_LARGE';

export interface Refusal<M> extends GroupPair<M> {
  readonly reason: RefusalReason;
}

export interface Cluster<M> {
  /** By rank; the first one gives the cluster its reference. */
  readonly members: readonly M[];
  /** Every member is tied to the others by decisions of people alone, and none of these is contested. */
  readonly confirmed: boolean;
  /** A member stands in a chain of decisions that contradict each other. */
  readonly contested: boolean;
}

/** A mention that fits two groups which exclude each other: it stays alone. */
export interface Ambiguity<M> {
  readonly mention: M;
  /** The better group first. `b` is the mention's counterpart, the first member of its group. */
  readonly possible: readonly [GroupPair<M>, GroupPair<M>];
}

export interface Reclustered<M> {
  /** Of two and more mentions, by their first members. */
  readonly clusters: readonly Cluster<M>[];
  readonly ambiguous: readonly Ambiguity<M>[];
  readonly contested: readonly ContestedPair<M>[];
  /** Unions by score, in order. */
  readonly merges: readonly GroupPair<M>[];
  /** Groups at or above the threshold that were kept apart in the end. */
  readonly refusals: readonly Refusal<M>[];
}

/**
 * The clusters of one component: a pure function of the set of mentions, scores and decisions, whatever their order.
 *
 * Groups that people have made come first. Then the two groups with the highest mean score between them are united, again
 * and again, ties by the smallest rank, as long as the mean is not below `rules.statistical`. A union is refused that would
 * bring together a pair which an owner holds to be two persons, which is in conflict, or which belongs to one source that
 * guarantees one mention for each person, unless that pair itself scores `rules.sameSource`. A single mention whose two best
 * groups exclude each other and lie within `rules.ambiguity` stays alone.
 */
export function recluster<M extends ClusterMention>(component: Component<M>, rules: ClusteringRules): Reclustered<M> {
  return new Reclustering(component, rules).run();
}

/** The clusters of a component in which scores do not count: those that people have made, of any number of mentions. */
export function clustersByDecision<M extends ClusterMention>(
  { mentions, decided }: Component<M>,
  maxMembers: number,
): Reclustered<M> {
  const ranked = [...mentions].sort(byRank);
  const contested = contestedPairs(ranked, decided);
  const inDispute = new Set(contested.flatMap(({ chain }) => chain));
  const clusters = unitedByDecision(ranked, decided, maxMembers).map((members): Cluster<M> => {
    const isContested = members.some((member) => inDispute.has(member));
    return { members, confirmed: !isContested, contested: isContested };
  });
  return { clusters, ambiguous: [], contested, merges: [], refusals: [] };
}

class Reclustering<M extends ClusterMention> {
  private readonly ranked: readonly M[];
  private readonly place: ReadonlyMap<M, number>;
  private readonly table: MergeTable;
  private readonly merges: GroupPair<M>[] = [];
  private readonly ambiguous: Ambiguity<M>[] = [];

  constructor(
    private readonly component: Component<M>,
    private readonly rules: ClusteringRules,
  ) {
    this.ranked = [...component.mentions].sort(byRank);
    this.place = new Map(this.ranked.map((mention, i) => [mention, i]));
    this.table = new MergeTable(this.ranked.length, rules.uncompared);
  }

  run(): Reclustered<M> {
    const { ranked, table, component } = this;
    this.fill();
    const contested = contestedPairs(ranked, component.decided);
    const said = unitedByDecision(ranked, component.decided, this.rules.maxMembers);
    for (const [first, ...others] of said) for (const other of others) table.merge(this.at(first), this.at(other));
    const byDecision = new Map(table.groups().map((group) => [group, table.membersOf(group).length]));
    for (let best = this.best(); best !== undefined; best = this.best()) this.unite(best);
    const inDispute = new Set(contested.flatMap(({ chain }) => chain));
    const clusters = table.groups().flatMap((group): Cluster<M>[] => {
      const members = [...table.membersOf(group)].sort((a, b) => a - b).map((i) => this.mention(i));
      if (members.length < 2) return [];
      const isContested = members.some((member) => inDispute.has(member));
      return [{ members, confirmed: byDecision.get(group) === members.length && !isContested, contested: isContested }];
    });
    return { clusters, ambiguous: this.ambiguous, contested, merges: this.merges, refusals: this.refusals() };
  }

  private fill(): void {
    const { table, rules, ranked } = this;
    for (const { a, b, mbits, conflict } of this.component.pairs) {
      table.score(this.at(a), this.at(b), mbits);
      if (conflict) table.forbid(this.at(a), this.at(b), OBSTACLE.CONFLICT);
    }
    for (const [a, b] of this.component.decided.cannot) table.forbid(this.at(a), this.at(b), OBSTACLE.CANNOT);
    ranked.forEach((a, i) => {
      if (a.dedupScope !== 'PERSON') return;
      for (let j = i + 1; j < ranked.length; j += 1) {
        const b = ranked[j];
        const guaranteed = b?.source === a.source && b.dedupScope === 'PERSON';
        if (guaranteed && table.scoreOf(i, j) < rules.sameSource) table.forbid(i, j, OBSTACLE.SAME_SOURCE);
      }
    });
  }

  /** The admissible bond with the highest mean at or above the threshold; of equal ones that of the smallest places. */
  private best(): Bond | undefined {
    const groups = [...this.table.groups()].sort((a, b) => a - b);
    let best: Bond | undefined;
    groups.forEach((a, i) => {
      for (let j = i + 1; j < groups.length; j += 1) {
        const bond = this.table.bond(a, groups[j] ?? a);
        if (this.isAdmissible(bond) && (best === undefined || isHigher(bond, best))) best = bond;
      }
    });
    return best;
  }

  private isAdmissible(bond: Bond): boolean {
    return this.reaches(bond) && this.table.obstacleOf(bond.a, bond.b) === 0 && !this.isTooLarge(bond);
  }

  private reaches({ sum, pairs }: Bond): boolean {
    return sum >= this.rules.statistical * pairs;
  }

  private isTooLarge({ a, b }: Bond): boolean {
    return this.table.membersOf(a).length + this.table.membersOf(b).length > this.rules.maxMembers;
  }

  private unite(best: Bond): void {
    for (const [mention, group] of [
      [best.a, best.b],
      [best.b, best.a],
    ] as const) {
      const rival = this.table.membersOf(mention).length === 1 ? this.rivalOf(mention, group, best) : undefined;
      if (rival === undefined) continue;
      this.table.setAside(mention);
      const possible = [this.named({ ...best, a: mention, b: group }), this.named(rival)] as const;
      this.ambiguous.push({ mention: this.mention(mention), possible });
      return;
    }
    this.merges.push(this.named(best));
    this.table.merge(best.a, best.b);
  }

  /** The best other group that the mention fits nearly as well and that excludes the best one. */
  private rivalOf(mention: number, group: number, best: Bond): Bond | undefined {
    const rivals = [...this.table.groups()]
      .sort((a, b) => a - b)
      .filter((other) => other !== mention && other !== group && this.table.obstacleOf(group, other) !== 0)
      .map((other) => this.table.bond(mention, other))
      .filter((bond) => this.isAdmissible(bond) && isWithin(bond, best, this.rules.ambiguity));
    return rivals.reduce<Bond | undefined>((top, bond) => (top && !isHigher(bond, top) ? top : bond), undefined);
  }

  private refusals(): Refusal<M>[] {
    const groups = [...this.table.groups()].sort((a, b) => a - b);
    return groups.flatMap((a, i) =>
      groups.slice(i + 1).flatMap((b): Refusal<M>[] => {
        const bond = this.table.bond(a, b);
        return this.reaches(bond) ? [{ ...this.named(bond), reason: reasonOf(this.table.obstacleOf(a, b)) }] : [];
      }),
    );
  }

  private named(bond: Bond): GroupPair<M> {
    return { a: this.mention(bond.a), b: this.mention(bond.b), mbits: meanOf(bond) };
  }

  private at(mention: M | undefined): number {
    const place = mention === undefined ? undefined : this.place.get(mention);
    if (place === undefined) throw new RangeError('A pair names a mention that is not of its component.');
    return place;
  }

  private mention(place: number): M {
    const mention = this.ranked[place];
    if (mention === undefined) throw new RangeError('No mention has this place.');
    return mention;
  }
}

function isHigher(bond: Bond, best: Bond): boolean {
  return bond.sum * best.pairs > best.sum * bond.pairs;
}

function reasonOf(obstacle: number): RefusalReason {
  if ((obstacle & OBSTACLE.CANNOT) !== 0) return 'CANNOT';
  if ((obstacle & OBSTACLE.CONFLICT) !== 0) return 'CONFLICT';
  return (obstacle & OBSTACLE.SAME_SOURCE) !== 0 ? 'SAME_SOURCE' : 'TOO_LARGE';
}
