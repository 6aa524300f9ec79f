import { notFound } from '#http';
import type { Transaction } from '#persistence';

/** A case of the caller's own organisation. */
export interface OwnCaseRow {
  readonly caseRef: string;
  readonly status: 'OPEN' | 'VOIDED' | 'ERASED';
}

/**
 * The case of an organisation, locked until the transaction ends.
 * @throws ProblemError 404 alike for another organisation's case and for one that is not there
 */
export async function ownCase(tx: Transaction, organisation: string, caseRef: string): Promise<OwnCaseRow> {
  const [row] = await tx.rows<OwnCaseRow>(
    `SELECT case_ref AS "caseRef", status FROM register.episode
      WHERE organisation = $1 AND case_ref = $2::uuid FOR UPDATE`,
    [organisation, caseRef],
  );
  if (row === undefined) throw notFound();
  return row;
}
