import type { Transaction } from '#persistence';

/**
 * Part of an erasure. That data was handed over by law stays, as one count of its month that names nobody; so does how many persons a
 * breach exposed. Who read the record stays too (ADR 0021).
 */
const STATEMENTS = [
  'DELETE FROM rights.correction WHERE case_ref = $1::uuid',
  'DELETE FROM rights.complaint WHERE case_ref = $1::uuid',
  'DELETE FROM rights.emergency WHERE case_ref = $1::uuid',
  'DELETE FROM rights.incident_told WHERE case_ref = $1::uuid',
  'DELETE FROM rights.incident_case WHERE case_ref = $1::uuid',
  `UPDATE rights.disclosure SET case_ref = NULL, provision = '', parts = '{}', informed_on = NULL, not_informed = NULL,
          review_on = NULL, disclosed_on = date_trunc('month', disclosed_on)::date WHERE case_ref = $1::uuid`,
] as const;

export async function forgetRights(tx: Transaction, caseRef: string): Promise<void> {
  for (const statement of STATEMENTS) await tx.run(statement, [caseRef]);
}
