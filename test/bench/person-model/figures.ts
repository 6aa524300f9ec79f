import { scorePair, type ScoringModel } from '#linkage';
import type { LabelledPairs } from './labelled-pairs.js';

/** How a model does on labelled pairs. Shares from 0 to 1. */
export interface Figures {
  readonly truePairs: number;
  /** Of the true pairs, those that share a tag. */
  readonly candidates: number;
  readonly statistical: { readonly precision: number; readonly recall: number };
  readonly review: { readonly precision: number; readonly recall: number };
}

export function figuresOf(model: ScoringModel, sets: readonly LabelledPairs[]): Figures {
  const scored = sets.flatMap(({ patterns }) =>
    patterns.map(({ levels, same, different }) => ({
      ...{ mbits: scorePair(model, { levels: Uint8Array.from(levels), shared: [] }).mbits, same, different },
    })),
  );
  const truePairs = sets.reduce((sum, set) => sum + set.truePairs, 0);
  const at = (threshold: number) => {
    const kept = scored.filter(({ mbits }) => mbits >= threshold);
    const same = kept.reduce((sum, row) => sum + row.same, 0);
    const all = kept.reduce((sum, row) => sum + row.same + row.different, 0);
    return { precision: rounded(same / all), recall: rounded(same / truePairs) };
  };
  return {
    truePairs,
    candidates: rounded(scored.reduce((sum, { same }) => sum + same, 0) / truePairs),
    statistical: at(model.thresholds.statistical),
    review: at(model.thresholds.review),
  };
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
