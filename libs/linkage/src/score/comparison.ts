import type { PairView } from './pair-view.js';

/** One question about a pair and its possible answers, the first for where one side says nothing. */
export interface Comparison<L extends string = string> {
  readonly name: string;
  readonly levels: readonly ['ABSENT', ...L[]];
  readonly levelOf: (view: PairView) => L | 'ABSENT';
}
