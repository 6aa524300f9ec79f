import type { EventSource } from '#contracts';
import type { Transaction } from '#persistence';
import type { CaseRow } from './case-row.js';
import type { CaseChanges, Closing, NewDecision } from './fold-chunk.js';

/** Writes what a chunk changed: at most one statement a table, arrays instead of rows. */
export async function storeCases(tx: Transaction, source: EventSource, changes: CaseChanges): Promise<void> {
  await storeStates(tx, source, changes.cases);
  await takeBackDecisions(tx, source, changes.undecided);
  await storeDecisions(tx, source, changes.decisions);
  await forgetQuarters(tx, source, changes.coarsened);
  await storeClosings(tx, source, changes.closings);
  await forget(tx, source, changes.erased);
}

const STORE_STATES = `
  INSERT INTO aggregator.case_state AS c (source, case_ref, version, state, person_ref, level, sex, age, citizenship,
    country_of_exploitation, exploitation, registered_year, registered_quarter, closed_reason, closed_year)
  SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::text[], $5::uuid[], $6::smallint[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::smallint[], $13::smallint[], $14::text[], $15::smallint[])
  ON CONFLICT (source, case_ref) DO UPDATE SET version = excluded.version, state = excluded.state,
    person_ref = excluded.person_ref, level = excluded.level, sex = excluded.sex, age = excluded.age,
    citizenship = excluded.citizenship, country_of_exploitation = excluded.country_of_exploitation,
    exploitation = excluded.exploitation, registered_year = excluded.registered_year,
    registered_quarter = excluded.registered_quarter, closed_reason = excluded.closed_reason,
    closed_year = excluded.closed_year`;

async function storeStates(tx: Transaction, source: EventSource, rows: readonly CaseRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(STORE_STATES, [
    source,
    rows.map((row) => row.case_ref),
    rows.map((row) => row.version),
    rows.map((row) => row.state),
    rows.map((row) => row.person_ref),
    rows.map((row) => row.level),
    rows.map((row) => row.sex),
    rows.map((row) => row.age),
    rows.map((row) => row.citizenship),
    rows.map((row) => row.country_of_exploitation),
    rows.map((row) => row.exploitation),
    rows.map((row) => row.registered_year),
    rows.map((row) => row.registered_quarter),
    rows.map((row) => row.closed_reason),
    rows.map((row) => row.closed_year),
  ]);
}

/** Before the chunk's own decisions are stored: whatever lies there of these cases was told earlier. */
async function takeBackDecisions(tx: Transaction, source: EventSource, undecided: readonly string[]): Promise<void> {
  if (undecided.length === 0) return;
  await tx.run('DELETE FROM aggregator.case_decision WHERE source = $1 AND case_ref = ANY($2::uuid[])', [
    source,
    undecided,
  ]);
}

async function storeDecisions(tx: Transaction, source: EventSource, made: readonly NewDecision[]): Promise<void> {
  if (made.length === 0) return;
  await tx.run(
    `INSERT INTO aggregator.case_decision (source, case_ref, version, outcome, class, status_kind, year, quarter)
     SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::smallint[],
       $8::smallint[])`,
    [
      source,
      made.map(({ caseRef }) => caseRef),
      made.map(({ version }) => version),
      made.map(({ decision }) => decision.outcome),
      made.map(({ decision }) => decision.decidedby),
      made.map(({ decision }) => decision.statuskind ?? null),
      made.map(({ decision }) => decision.decidedyear),
      made.map(({ decision }) => decision.decidedquarter?.at(-1) ?? null),
    ],
  );
}

async function forgetQuarters(tx: Transaction, source: EventSource, coarsened: readonly string[]): Promise<void> {
  if (coarsened.length === 0) return;
  await tx.run(
    `UPDATE aggregator.case_decision SET quarter = NULL
      WHERE source = $1 AND case_ref = ANY ($2::uuid[]) AND quarter IS NOT NULL`,
    [source, coarsened],
  );
}

async function storeClosings(tx: Transaction, source: EventSource, closings: readonly Closing[]): Promise<void> {
  if (closings.length === 0) return;
  await tx.run(
    `INSERT INTO aggregator.case_closing (source, case_ref, version, closed, year)
     SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::boolean[], $5::smallint[])`,
    [
      source,
      closings.map(({ caseRef }) => caseRef),
      closings.map(({ version }) => version),
      closings.map(({ closed }) => closed),
      closings.map(({ year }) => year),
    ],
  );
}

/** What an erased case leaves behind beside the fact itself: nothing. */
async function forget(tx: Transaction, source: EventSource, erased: readonly string[]): Promise<void> {
  if (erased.length === 0) return;
  for (const table of ['case_decision', 'case_closing', 'binding']) {
    await tx.run(`DELETE FROM aggregator.${table} WHERE source = $1 AND case_ref = ANY($2::uuid[])`, [source, erased]);
  }
}
