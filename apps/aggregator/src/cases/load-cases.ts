import type { EventSource } from '#contracts';
import type { CaseDecision, CaseState } from '#domain';
import type { Transaction } from '#persistence';
import { stateOf, type CaseRow } from './case-row.js';

export interface StoredCase {
  readonly version: number;
  readonly state: CaseState;
}

interface DecisionRow {
  case_ref: string;
  outcome: CaseDecision['outcome'];
  class: CaseDecision['decidedby'];
  status_kind: NonNullable<CaseDecision['statuskind']> | null;
  year: number;
  quarter: number | null;
}

/** The stored states of these cases of one country; unknown ones are absent. Two statements, whatever the number. */
export async function loadCases(
  tx: Transaction,
  source: EventSource,
  caseRefs: readonly string[],
): Promise<Map<string, StoredCase>> {
  const rows = await tx.rows<CaseRow>(
    'SELECT * FROM aggregator.case_state WHERE source = $1 AND case_ref = ANY($2::uuid[])',
    [source, caseRefs],
  );
  if (rows.length === 0) return new Map();
  const decisions = await decisionsOf(
    tx,
    source,
    rows.map((row) => row.case_ref),
  );
  return new Map(
    rows.map((row) => [row.case_ref, { version: row.version, state: stateOf(row, decisions.get(row.case_ref) ?? []) }]),
  );
}

async function decisionsOf(tx: Transaction, source: EventSource, caseRefs: readonly string[]) {
  const rows = await tx.rows<DecisionRow>(
    `SELECT case_ref, outcome, class, status_kind, year, quarter FROM aggregator.case_decision
     WHERE source = $1 AND case_ref = ANY($2::uuid[]) ORDER BY case_ref, version`,
    [source, caseRefs],
  );
  const byCase = new Map<string, CaseDecision[]>();
  for (const row of rows) {
    const decision: CaseDecision = {
      outcome: row.outcome,
      decidedby: row.class,
      decidedyear: row.year,
      ...(row.status_kind === null ? {} : { statuskind: row.status_kind }),
      ...(row.quarter === null ? {} : { decidedquarter: `${row.year}-Q${row.quarter}` }),
    };
    const known = byCase.get(row.case_ref);
    if (known) known.push(decision);
    else byCase.set(row.case_ref, [decision]);
  }
  return byCase;
}
