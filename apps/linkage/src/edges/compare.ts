import { VARIANTS } from '#contracts';
import type { PairEvidence, PairModel, PairScore } from '#linkage';
import { commonEpoch, type StoredEncoding } from '../mentions/encoding.js';

/** What a model says about two stored encodings. */
export interface Comparison {
  readonly evidence: PairEvidence;
  readonly score: PairScore;
  /** Variants whose tags both share, one bit each. */
  readonly shared: number;
}

/**
 * Compares in the newest epoch that both carry, the smaller encoding first, so that not even a model which is not symmetric
 * could make the result depend on who came first. `undefined`: no tag in common, nothing to compare; or a score below `least`.
 */
export function compare(
  model: PairModel,
  a: StoredEncoding,
  b: StoredEncoding,
  least = -Infinity,
): Comparison | undefined {
  const epoch = commonEpoch(a, b);
  if (epoch === undefined) return undefined;
  const [one, other] = a.bytes.compare(b.bytes) <= 0 ? [a, b] : [b, a];
  const shared = one.sharedWith(other, epoch);
  if (shared.length === 0) return undefined;
  const theirs = other.sharedWith(one, epoch);
  if (least > -Infinity && !model.canReach(shared, theirs, least)) return undefined;
  const evidence = model.evidence(shared, theirs);
  const score = model.score(evidence);
  return score.mbits < least ? undefined : { evidence, score, shared: maskOf(evidence.shared) };
}

const BITS: Readonly<Record<string, number>> = Object.fromEntries(
  VARIANTS.map((variant, place) => [variant, 1 << place]),
);

function maskOf(shared: readonly string[]): number {
  return shared.reduce((mask, variant) => mask | (BITS[variant] ?? 0), 0);
}
