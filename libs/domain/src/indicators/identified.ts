import type { DecidedBy } from '#contracts';
import { isIn, personOf, type CaseRow, type DecisionRow, type Period } from './rows.js';

export const GOVERNMENT: readonly DecidedBy[] = ['GOVERNMENT'];
export const OTHER_BODIES: readonly DecidedBy[] = ['NGO', 'INTERNATIONAL', 'OTHER'];

/**
 * The decision by which an episode counts for bodies of these classes: the earliest ACTUAL one that no later decision of
 * the episode, of whatever class, took back as NOT_A_VICTIM. After a successful appeal it is the one that restored it.
 */
export function countedDecision(row: CaseRow, classes: readonly DecidedBy[]): DecisionRow | undefined {
  const takenBack = row.decisions.findLastIndex((d) => d.outcome === 'NOT_A_VICTIM');
  const standing = row.decisions.slice(takenBack + 1);
  return standing.find((d) => d.outcome === 'ACTUAL' && classes.includes(d.decidedBy));
}

/** V1 with `GOVERNMENT`, V2 with `OTHER_BODIES`: persons, each as `country/personRef`. */
export function identified(rows: readonly CaseRow[], classes: readonly DecidedBy[], period: Period): Set<string> {
  return new Set(countedCases(rows, classes, period).map(personOf));
}

/** V2x: persons of V2 in the period that are not also in V1 up to its end. */
export function identifiedByOthersOnly(rows: readonly CaseRow[], period: Period): Set<string> {
  const government = identified(rows, GOVERNMENT, { from: '', to: period.to });
  return new Set([...identified(rows, OTHER_BODIES, period)].filter((person) => !government.has(person)));
}

/** The cases whose counted decision falls in the period. */
export function countedCases(rows: readonly CaseRow[], classes: readonly DecidedBy[], period: Period): CaseRow[] {
  return rows.filter((row) => {
    const decision = countedDecision(row, classes);
    return decision !== undefined && isIn(period, decision.on);
  });
}
