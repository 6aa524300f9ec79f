import type { PairModel, Thresholds } from '../cluster/pair-model.js';
import type { Lookalike, PairEvidence } from '../score/evidence.js';

/** What a score means: no agreement outweighs a CONFLICT; below `keep` the two do not even resemble each other. */
export type Standing = 'CONFLICT' | 'STATISTICAL' | 'REVIEW' | 'KEPT' | 'BELOW';

/** One comparison's part of a score. */
export interface ExplainedTerm {
  readonly comparison: string;
  readonly level: string;
  /** Weight, thousandths of a bit. */
  readonly mbits: number;
}

/** A score taken apart: prior and terms add up to it, exactly. */
export interface PairExplanation {
  /** Hash of the model. */
  readonly model: string;
  readonly sharedVariants: readonly string[];
  readonly prior: number;
  readonly terms: readonly ExplainedTerm[];
  readonly mbits: number;
  readonly posteriorPpm: number;
  readonly conflict: boolean;
  readonly lookalike: Lookalike | null;
  readonly standing: Standing;
  readonly thresholds: Thresholds;
}

/** Takes evidence apart by the model that made it. Pure: stored levels alone give the stored score again. */
export function explainPair(model: PairModel, evidence: PairEvidence): PairExplanation {
  const { mbits, terms, conflict, lookalike } = model.score(evidence);
  return {
    model: model.hash,
    sharedVariants: [...evidence.shared],
    prior: terms.reduce((rest, term) => rest - term, mbits),
    terms: model.comparisons.map(({ name, levels }, i) => ({
      ...{ comparison: name, level: levels[evidence.levels[i] ?? 0] ?? 'UNKNOWN', mbits: terms[i] ?? 0 },
    })),
    ...{ mbits, posteriorPpm: model.posteriorPpm(evidence, mbits), conflict, lookalike },
    standing: standingOf(mbits, conflict, model.thresholds),
    thresholds: model.thresholds,
  };
}

export function standingOf(mbits: number, conflict: boolean, { statistical, review, keep }: Thresholds): Standing {
  if (conflict) return 'CONFLICT';
  if (mbits >= statistical) return 'STATISTICAL';
  if (mbits >= review) return 'REVIEW';
  return mbits >= keep ? 'KEPT' : 'BELOW';
}
