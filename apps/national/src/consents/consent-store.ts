import type { RecordedConsent, StandingConsent } from '#domain';
import type { Transaction } from '#persistence';

/** Adds a decision that was taken at the organisation itself. Histories are only ever added to. */
export async function addRecorded(
  tx: Transaction,
  caseRef: string,
  consent: RecordedConsent,
  caller: string,
): Promise<void> {
  const { purpose, decision, by, informed, decidedAt, ...evidence } = consent;
  await add(tx, caseRef, { purpose, decision, by, informed, decidedAt, evidence, caller });
}

/** A consent that others gave for a minor ends with majority: the person has to be asked. */
export async function addEndedByMajority(
  tx: Transaction,
  caseRef: string,
  purpose: string,
  by: StandingConsent['by'],
  now: Date,
): Promise<void> {
  const evidence = { ended: 'MAJORITY' };
  const decidedAt = now.toISOString();
  await add(tx, caseRef, { purpose, decision: 'WITHDRAWN', by, informed: [], decidedAt, evidence, caller: null });
}

interface Entry {
  readonly purpose: string;
  readonly decision: string;
  readonly by: string;
  readonly informed: readonly string[];
  readonly decidedAt: string;
  readonly evidence: object;
  readonly caller: string | null;
}

async function add(tx: Transaction, caseRef: string, entry: Entry): Promise<void> {
  await tx.run(
    `INSERT INTO register.consent (case_ref, seq, purpose, decision, basis, by, informed, decided_on, evidence, recorded_by)
     SELECT $1::uuid, coalesce(max(seq), 0) + 1, $2, $3, 'RECORDED', $4, $5::text[], $6::timestamptz, $7::jsonb, $8
       FROM register.consent WHERE case_ref = $1::uuid`,
    [
      ...[caseRef, entry.purpose, entry.decision, entry.by, entry.informed, entry.decidedAt],
      ...[JSON.stringify(entry.evidence), entry.caller],
    ],
  );
}
