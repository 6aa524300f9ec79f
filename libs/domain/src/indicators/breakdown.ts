import { countedCases, countedDecision, GOVERNMENT } from './identified.js';
import { personOf, type CaseRow, type Period } from './rows.js';

/**
 * V5: persons of V1 by a value of the case with the counted decision. A person with several such cases in the period stands
 * in one cell: that of the earliest decision, then of the smaller `caseRef`.
 */
export function breakdown<K extends string>(
  rows: readonly CaseRow[],
  period: Period,
  cellOf: (row: CaseRow) => K,
): Map<K, number> {
  const counted = countedCases(rows, GOVERNMENT, period).map((row) => ({
    row,
    order: `${countedDecision(row, GOVERNMENT)?.on ?? ''}/${row.caseRef}`,
  }));
  counted.sort((a, b) => (a.order < b.order ? -1 : 1));
  const seen = new Set<string>();
  const cells = new Map<K, number>();
  for (const { row } of counted) {
    if (seen.has(personOf(row))) continue;
    seen.add(personOf(row));
    cells.set(cellOf(row), (cells.get(cellOf(row)) ?? 0) + 1);
  }
  return cells;
}
