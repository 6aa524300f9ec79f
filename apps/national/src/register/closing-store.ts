import type { ClosureReason, ReopeningReason } from '#contracts';
import { ProblemError } from '#http';
import type { Transaction } from '#persistence';
import { inOrder } from '../care/past-day.js';
import { ownCase } from './own-case.js';

/** One turn in the life of a case: it was closed, or opened again. */
export type Closing =
  | { readonly closed: true; readonly reason: ClosureReason; readonly on: string }
  | { readonly closed: false; readonly reason: ReopeningReason; readonly on: string };

export interface ClosableCase {
  /** `null` for a case that was never closed. */
  readonly latest: Closing | null;
  /** ISO day before which no further turn can lie. */
  readonly notBefore: string;
}

/**
 * A case of the organisation with its latest turn, locked until the transaction ends.
 * @throws ProblemError 404 for others' cases as for none; 409 `case-ended` for one that is voided or erased
 */
export async function closableCase(tx: Transaction, organisation: string, caseRef: string): Promise<ClosableCase> {
  const { status } = await ownCase(tx, organisation, caseRef);
  if (status !== 'OPEN') throw new ProblemError(409, 'case-ended', 'The case is voided or erased.', { status });
  const [row] = await tx.rows<{ registeredOn: string; latest: Closing | null }>(
    `SELECT e.registered_on::text AS "registeredOn", (
              SELECT json_build_object('closed', closed, 'reason', reason, 'on', happened_on)
                FROM register.closing c WHERE c.case_ref = e.case_ref ORDER BY seq DESC LIMIT 1) AS latest
       FROM register.episode e WHERE e.case_ref = $1::uuid`,
    [caseRef],
  );
  const latest = row?.latest ?? null;
  return { latest, notBefore: latest?.on ?? row?.registeredOn ?? '' };
}

/** Whether this was said already, word for word: saying it again changes nothing. */
export function saidBefore(latest: Closing | null, said: Closing): boolean {
  return latest?.closed === said.closed && latest.reason === said.reason && latest.on === said.on;
}

/** @throws ProblemError 422 `days-out-of-order` for a day before the registration or the turn before */
export async function addClosing(
  tx: Transaction,
  caseRef: string,
  { notBefore }: ClosableCase,
  { closed, reason, on }: Closing,
): Promise<void> {
  inOrder(closed ? 'closed_on' : 'reopened_on', notBefore, on);
  await tx.run(
    `INSERT INTO register.closing (case_ref, seq, closed, reason, happened_on)
     SELECT $1::uuid, coalesce(max(seq), 0) + 1, $2::boolean, $3, $4::date FROM register.closing WHERE case_ref = $1::uuid`,
    [caseRef, closed, reason, on],
  );
}
