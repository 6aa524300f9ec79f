import type { PublicationPolicy } from '#domain';
import type { Transaction } from '#persistence';
import type { CasePublisher, PublishingOutcome } from './case-publisher.js';
import { ENDED_AT, EPISODE, PUBLICATION } from './register-tables.js';

/** Standing mentions whose case is voided, closed or, by its latest decision, no victim's, for longer than the appeal takes. */
const DUE_SQL = `
  SELECT p.case_ref AS "caseRef"
    FROM ${PUBLICATION} p JOIN ${EPISODE} e USING (case_ref)
   WHERE p.mention_ref IS NOT NULL
     AND ${ENDED_AT} <= $1::timestamptz - make_interval(days => $2)
   ORDER BY p.case_ref LIMIT $3`;

/** Cases of one sweep at most, so that its transaction stays short; the next sweep takes the rest. */
const SWEEP = 1000;

/**
 * Takes back the mentions of cases that ended, once the appeal time of the policy has passed since the register learnt of
 * the end. To be run at intervals.
 */
export async function retractAfterAppeal(
  tx: Transaction,
  now: Date,
  publisher: CasePublisher,
  policy: PublicationPolicy,
): Promise<PublishingOutcome> {
  const due = await tx.rows<{ caseRef: string }>(DUE_SQL, [now.toISOString(), policy.appealDays, SWEEP]);
  return publisher.bringUpToDate(
    tx,
    due.map((row) => row.caseRef),
  );
}
