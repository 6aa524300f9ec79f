import type { Transaction } from '#persistence';
import type { ParsedRecord } from '../intake/parse-record.js';
import type { StatedConsent } from '../intake/read-consents.js';

/** One entry of a case's consent history; entries are only ever added. */
export interface ConsentRow extends Omit<StatedConsent, 'takenOn'> {
  /** Day or instant; `null`: nobody said. */
  readonly decidedOn: string | null;
  /** Taken at the organisation itself, with its checks: no cell of a file overrules it. */
  readonly taken: boolean;
}

interface CaseConsents {
  readonly caseRef: string;
  readonly entries: readonly ConsentRow[];
}

/** The entries of a new case. What an agency attests was so on the day of registration. */
export function firstConsents({ record, consents }: ParsedRecord): ConsentRow[] {
  return consents.map((stated) => row(stated, stated.takenOn ?? attestedDay(stated, record.registeredOn)));
}

/**
 * The entries to add when a record is sent again in another form: what is stated anew, and a withdrawal of every purpose
 * that was given and is stated no longer. An attested consent that stands is not repeated; one that comes back after a
 * withdrawal counts from now. What the organisation recorded with its checks is given
 * again by another such decision only.
 */
export function changedConsents({ consents }: ParsedRecord, history: readonly ConsentRow[], now: Date): ConsentRow[] {
  const latest = new Map(history.map((entry) => [entry.purpose, entry]));
  const stated = consents.flatMap((consent) => {
    const before = latest.get(consent.purpose);
    if (before !== undefined && (says(before, consent) || (before.taken && consent.decision === 'GIVEN'))) return [];
    return [row(consent, consent.takenOn ?? now.toISOString())];
  });
  const named = new Set(consents.map((consent) => consent.purpose));
  const dropped = [...latest.values()].filter(
    (entry) => entry.decision === 'GIVEN' && !entry.taken && !named.has(entry.purpose),
  );
  const withdrawn = dropped.map((entry) => ({
    ...entry,
    decision: 'WITHDRAWN' as const,
    decidedOn: now.toISOString(),
  }));
  return [...stated, ...withdrawn];
}

/** Whether the latest entry already says what the record states. */
function says(before: ConsentRow, stated: StatedConsent): boolean {
  if (before.decision !== stated.decision) return false;
  if (stated.basis === 'ATTESTED_BY_AGENCY' && stated.takenOn === null) return true;
  const sameTime = stated.takenOn === null || before.decidedOn === instant(stated.takenOn);
  return sameTime && before.basis === stated.basis && before.by === stated.by && same(before.informed, stated.informed);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((code, i) => code === b[i]);
}

function row({ purpose, decision, basis, by, informed }: StatedConsent, decidedOn: string | null): ConsentRow {
  return {
    purpose,
    decision,
    basis,
    by,
    informed,
    decidedOn: decidedOn === null ? null : instant(decidedOn),
    taken: false,
  };
}

function attestedDay(stated: StatedConsent, registeredOn: string): string | null {
  return stated.basis === 'ATTESTED_BY_AGENCY' ? registeredOn : null;
}

/** One spelling for each moment. A day is its first instant in UTC. */
function instant(dayOrInstant: string): string {
  return new Date(dayOrInstant).toISOString();
}

/** Histories in the order of their entries. */
export async function consentHistories(
  tx: Transaction,
  caseRefs: readonly string[],
): Promise<Map<string, ConsentRow[]>> {
  const rows = await tx.rows<Omit<ConsentRow, 'decidedOn'> & { caseRef: string; decidedOn: Date | null }>(
    `SELECT case_ref AS "caseRef", purpose, decision, basis, by, informed, decided_on AS "decidedOn",
            evidence IS NOT NULL AS taken
       FROM register.consent WHERE case_ref = ANY ($1::uuid[]) ORDER BY case_ref, seq`,
    [caseRefs],
  );
  const histories = new Map<string, ConsentRow[]>();
  for (const { caseRef, decidedOn, ...entry } of rows) {
    const list = histories.get(caseRef) ?? [];
    histories.set(caseRef, list);
    list.push({ ...entry, decidedOn: decidedOn === null ? null : decidedOn.toISOString() });
  }
  return histories;
}

export async function addConsents(tx: Transaction, cases: readonly CaseConsents[]): Promise<void> {
  const rows = cases.flatMap(({ caseRef, entries }) =>
    entries.map((entry, i) => ({ caseRef, place: i + 1, ...entry })),
  );
  if (rows.length === 0) return;
  await tx.run(
    `INSERT INTO register.consent (case_ref, seq, purpose, decision, basis, by, informed, decided_on)
     SELECT n."caseRef", n.place + coalesce((SELECT max(seq) FROM register.consent c WHERE c.case_ref = n."caseRef"), 0),
            n.purpose, n.decision, n.basis, n.by, ARRAY (SELECT jsonb_array_elements_text(n.informed)), n."decidedOn"
       FROM jsonb_to_recordset($1::jsonb) AS n ("caseRef" uuid, place integer, purpose text, decision text, basis text,
            by text, informed jsonb, "decidedOn" timestamptz)`,
    [JSON.stringify(rows)],
  );
}
