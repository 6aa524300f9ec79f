import type { PairView } from './pair-view.js';

/** One question about a pair and its possible answers, the first for where one side says nothing. */
export interface Comparison<L extends string = string> {
  readonly name: string;
  readonly levels: readonly ['ABSENT', ...L[]];
  readonly levelOf: (view: PairView) => L | 'ABSENT';
}

/** The same comparison, which asks each view once: others build on its answer. */
export function askedOnce<L extends string>(comparison: Comparison<L>): Comparison<L> {
  const answers = new WeakMap<PairView, L | 'ABSENT'>();
  return {
    ...comparison,
    levelOf: (view) => {
      const known = answers.get(view) ?? comparison.levelOf(view);
      answers.set(view, known);
      return known;
    },
  };
}
