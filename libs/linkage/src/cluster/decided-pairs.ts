/** Two mentions on which people have decided. */
export type DecidedPair<M> = readonly [M, M];

export interface DecidedPairs<M> {
  /** Both owners said SAME. */
  readonly must: readonly DecidedPair<M>[];
  /** An owner said DIFFERENT. */
  readonly cannot: readonly DecidedPair<M>[];
}
