/** What comparing two mentions gave: one level for each comparison of the model, 0 where one side is absent. */
export interface PairEvidence {
  /** Level of each comparison, in the model's order, 0 to 255. */
  readonly levels: Uint8Array;
  /** Variants whose tags both mentions share, in the model's order. */
  readonly shared: readonly string[];
}

/** Why two mentions that look alike are probably two persons. */
export type Lookalike = 'TWINS' | 'SIBLINGS' | 'NAMESAKES';

export interface PairScore {
  /** log2 odds that the two are one person, in thousandths of a bit. A sum of the terms. */
  readonly mbits: number;
  /** Weight of each comparison in thousandths of a bit, in the model's order, behind the prior. */
  readonly terms: readonly number[];
  /** Evidence that no agreement outweighs: the two must not stand in one cluster unless people say so. */
  readonly conflict: boolean;
  readonly lookalike: Lookalike | null;
}
