import type { Transaction } from '#persistence';

type Entry = Readonly<Record<string, unknown>>;

/** What happened to the record of a case at the organisation that keeps it. Days and codes. */
export interface CourseOfRecord {
  /** Every decision about the status, superseded ones too; `counts`: which of them stand. */
  readonly decisions: readonly Entry[];
  /** When the case was closed and opened again, and why. */
  readonly closings: readonly Entry[];
  /** On which days the record was handed in again in another form. */
  readonly changes: readonly Entry[];
}

const SQL: { readonly [K in keyof CourseOfRecord]: string } = {
  decisions: `
    SELECT d.trafficking_status AS "traffickingStatus", d.decision_org AS "decisionOrg",
           d.decided_on::text AS "decidedOn", (d.received_at AT TIME ZONE 'UTC')::date::text AS "receivedOn",
           s.seq IS NOT NULL AS counts
      FROM register.decision d LEFT JOIN register.standing_decision s USING (case_ref, seq)
     WHERE d.case_ref = $1::uuid ORDER BY d.seq`,
  closings: `
    SELECT CASE WHEN closed THEN 'CLOSED' ELSE 'REOPENED' END AS what, reason, happened_on::text AS "on",
           (received_at AT TIME ZONE 'UTC')::date::text AS "receivedOn"
      FROM register.closing WHERE case_ref = $1::uuid ORDER BY seq`,
  changes: `
    SELECT (changed_at AT TIME ZONE 'UTC')::date::text AS "on" FROM register.record_change
     WHERE case_ref = $1::uuid ORDER BY seq`,
};

/** Of an own case: whoever calls has made sure of that. */
export async function courseOfRecord(tx: Transaction, caseRef: string): Promise<CourseOfRecord> {
  const entries = (of: keyof CourseOfRecord) => tx.rows<Entry>(SQL[of], [caseRef]);
  return {
    decisions: await entries('decisions'),
    closings: await entries('closings'),
    changes: await entries('changes'),
  };
}
