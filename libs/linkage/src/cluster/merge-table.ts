/** Why two groups may not be united. */
export const OBSTACLE = { CANNOT: 1, CONFLICT: 2, SAME_SOURCE: 4 } as const;

/** Two groups, each named by its first mention's place, and the mean score between them. */
export interface Bond {
  readonly a: number;
  readonly b: number;
  /** Sum over all pairs between the two, and how many pairs these are: the mean is their quotient, compared without rounding. */
  readonly sum: number;
  readonly pairs: number;
}

/** The mean score, rounded down to thousandths of a bit. */
export function meanOf({ sum, pairs }: Bond): number {
  return Math.floor(sum / pairs);
}

/** Whether the first bond's mean is at least the second's less `margin`. */
export function isWithin(bond: Bond, best: Bond, margin: number): boolean {
  return bond.sum * best.pairs >= best.sum * bond.pairs - margin * bond.pairs * best.pairs;
}

/**
 * Groups of mentions with the sum of scores and the obstacles between every two of them. At first each mention, named by its
 * place, is a group. Sums of a few hundred mentions stay far below 2^53, so that all comparisons are exact.
 */
export class MergeTable {
  private readonly sums: Float64Array;
  private readonly obstacles: Uint8Array;
  private readonly members: number[][];
  private living: number[];

  constructor(
    private readonly size: number,
    uncompared: number,
  ) {
    this.sums = new Float64Array(size * size).fill(uncompared);
    this.obstacles = new Uint8Array(size * size);
    this.members = Array.from({ length: size }, (_, i) => [i]);
    this.living = this.members.map((_, i) => i);
  }

  score(a: number, b: number, mbits: number): void {
    this.sums[a * this.size + b] = mbits;
    this.sums[b * this.size + a] = mbits;
  }

  scoreOf(a: number, b: number): number {
    return this.sums[a * this.size + b] ?? 0;
  }

  forbid(a: number, b: number, obstacle: number): void {
    this.obstacles[a * this.size + b] = this.obstacleOf(a, b) | obstacle;
    this.obstacles[b * this.size + a] = this.obstacleOf(b, a) | obstacle;
  }

  obstacleOf(a: number, b: number): number {
    return this.obstacles[a * this.size + b] ?? 0;
  }

  membersOf(group: number): readonly number[] {
    return this.members[group] ?? [];
  }

  groups(): readonly number[] {
    return this.living;
  }

  bond(a: number, b: number): Bond {
    return { a, b, sum: this.scoreOf(a, b), pairs: this.membersOf(a).length * this.membersOf(b).length };
  }

  /** Takes a group out of all further merging. It stays as it is. */
  setAside(group: number): void {
    this.living = this.living.filter((other) => other !== group);
  }

  /** Unites two groups under the smaller place. */
  merge(x: number, y: number): void {
    const [into, from] = x < y ? [x, y] : [y, x];
    for (const other of this.living) {
      if (other === into || other === from) continue;
      const obstacles = this.obstacleOf(from, other);
      if (obstacles !== 0) this.forbid(into, other, obstacles);
      this.score(into, other, this.scoreOf(into, other) + this.scoreOf(from, other));
    }
    this.members[into]?.push(...this.membersOf(from));
    this.setAside(from);
    this.members[from] = [];
  }
}
