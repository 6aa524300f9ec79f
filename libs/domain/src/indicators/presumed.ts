import { isIn, personOf, type CaseRow, type Period } from './rows.js';

/** V3, first figure: persons with a case that is presumed, undecided and open at the end of the period. */
export function presumedOpenAtEnd(rows: readonly CaseRow[], period: Period): Set<string> {
  const open = rows.filter(
    (row) =>
      row.registeredOn <= period.to &&
      (row.closedOn === null || row.closedOn > period.to) &&
      row.decisions.every((decision) => decision.on > period.to),
  );
  return new Set(open.map(personOf));
}

/** V3, second figure: persons with a case registered in the period. Every case begins as presumed. */
export function registeredIn(rows: readonly CaseRow[], period: Period): Set<string> {
  return new Set(rows.filter((row) => isIn(period, row.registeredOn)).map(personOf));
}
