import { ProblemError } from '#http';
import type { Transaction } from '#persistence';

/** Who looks: a caller of an agency, and the organisation that it is bound to. */
export interface ReviewReader {
  readonly caller: string;
  readonly organisation: string;
}

export interface Read {
  readonly act: 'LISTED' | 'OPENED' | 'WHY' | 'HISTORY' | 'LINKS' | 'WHY_NOT';
  readonly matchRef?: string;
  readonly recordId?: string;
}

/** Different proposals that one caller, and one organisation, may open within a day; a day's honest work is far below. */
export const CALLER_QUOTA = 40;
export const ORGANISATION_QUOTA = 200;

/** Notes a read; it is committed before anything is shown. */
export async function logRead(tx: Transaction, reader: ReviewReader, read: Read, now: Date): Promise<void> {
  await tx.run(
    `INSERT INTO review.read_log (at, caller, organisation, act, match_ref, record_id)
     VALUES ($1, $2, $3, $4, $5::uuid, $6)`,
    [now, reader.caller, reader.organisation, read.act, read.matchRef ?? null, read.recordId ?? null],
  );
}

/**
 * Whoever opens one proposal after the other is searching, not reviewing. Opening one again is free.
 * @throws ProblemError 429 `review-quota`
 */
export async function withinQuota(tx: Transaction, reader: ReviewReader, matchRef: string, now: Date): Promise<void> {
  // One at a time for an organisation: two requests side by side would not see each other's entry.
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`review ${reader.organisation}`]);
  const [row] = await tx.rows<{ byCaller: number; byOrganisation: number }>(OPENED, [
    reader.organisation,
    reader.caller,
    matchRef,
    now,
  ]);
  if ((row?.byCaller ?? 0) < CALLER_QUOTA && (row?.byOrganisation ?? 0) < ORGANISATION_QUOTA) return;
  throw new ProblemError(429, 'review-quota', 'Too many proposals were opened within a day. Go on tomorrow.');
}

/** Whether the caller has looked at the proposal. */
export async function hasOpened(tx: Transaction, reader: ReviewReader, matchRef: string): Promise<boolean> {
  const rows = await tx.rows(
    `SELECT FROM review.read_log WHERE organisation = $1 AND caller = $2 AND match_ref = $3::uuid AND act = 'OPENED' LIMIT 1`,
    [reader.organisation, reader.caller, matchRef],
  );
  return rows.length > 0;
}

const OPENED = `
  SELECT count(DISTINCT match_ref) FILTER (WHERE caller = $2)::integer AS "byCaller",
         count(DISTINCT match_ref)::integer AS "byOrganisation"
    FROM review.read_log
   WHERE organisation = $1 AND act = 'OPENED' AND match_ref <> $3::uuid AND at > $4::timestamptz - interval '1 day'`;
