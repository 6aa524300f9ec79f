import type { PairView } from './pair-view.js';

/** One question about a pair and its possible answers, the first for where one side says nothing. */
export interface Comparison<L extends string = string> {
  readonly name: string;
  readonly levels: readonly ['ABSENT', ...L[]];
  readonly levelOf: (view: PairView) => L | 'ABSENT';
  /** The level that only a shared tag of an exact variant gives. */
  readonly byTag?: L;
}

/** A question that the answers to others answer. */
export interface Derived<L extends string = string> extends Comparison<L> {
  readonly from: readonly Comparison[];
  /** By the levels of `from`, in their order. */
  readonly levelFrom: (...levels: readonly string[]) => L | 'ABSENT';
}

export function derived<L extends string>({
  name,
  levels,
  from,
  levelFrom,
}: Omit<Derived<L>, 'levelOf' | 'byTag'>): Derived<L> {
  return { name, levels, from, levelFrom, levelOf: (view) => levelFrom(...from.map(({ levelOf }) => levelOf(view))) };
}

/**
 * The same comparison, which asks each view once: others build on its answer. One pair after the other is compared, so that the
 * last answer is the only one worth keeping.
 */
export function askedOnce<C extends Comparison>(comparison: C): C {
  let asked: PairView | undefined;
  let answer = 'ABSENT';
  return {
    ...comparison,
    levelOf: (view) => {
      if (view !== asked) {
        answer = comparison.levelOf(view);
        asked = view;
      }
      return answer;
    },
  };
}
