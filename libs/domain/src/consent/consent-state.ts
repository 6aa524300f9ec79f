import type { ConsentDecision, ConsentPurpose } from '#contracts';

/** One decision of the person (or who may decide for them) about one purpose in one case. */
export interface ConsentEntry {
  readonly purpose: ConsentPurpose;
  readonly decision: ConsentDecision;
  /** ISO day or instant of the decision; `null` where the source does not say. */
  readonly decidedAt: string | null;
}

/**
 * The decision that holds for a purpose. The latest dated one rules; decisions of one moment, or undated ones, that
 * contradict each other count as refused; a purpose without entry was never asked, which contradicts nothing.
 */
export function consentState(entries: readonly ConsentEntry[], purpose: ConsentPurpose): ConsentDecision {
  const asked = entries.filter((entry) => entry.purpose === purpose && entry.decision !== 'NOT_ASKED');
  if (asked.length === 0) return 'NOT_ASKED';
  const undated = asked.filter((entry) => entry.decidedAt === null);
  const latest = asked.reduce((max, entry) => ((entry.decidedAt ?? '') > max ? (entry.decidedAt ?? '') : max), '');
  const ruling = [...undated, ...asked.filter((entry) => entry.decidedAt === latest)];
  const decisions = new Set(ruling.map((entry) => entry.decision));
  const [only] = decisions;
  return decisions.size === 1 && only !== undefined ? only : 'REFUSED';
}
