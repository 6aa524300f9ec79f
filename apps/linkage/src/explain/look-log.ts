import { ProblemError } from '#http';
import type { Transaction } from '#persistence';

/** What an operator looked at. */
export type LookAct = 'WHY' | 'WHY_NOT' | 'HOW' | 'HISTORY' | 'CONTESTED';

/** Explanations that one caller may ask for within a day: finding out why takes a few, comparing everybody with everybody more. */
export const DAILY_LOOKS = 500;

/**
 * Notes a look before anything is shown; the caller commits it first.
 * @throws ProblemError 429 `explanation-quota`
 */
export async function logLook(tx: Transaction, caller: string, act: LookAct, subject: string): Promise<void> {
  // One at a time for a caller: two requests side by side would not see each other's entry.
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`look ${caller}`]);
  const [row] = await tx.rows<{ looks: number }>(
    "SELECT count(*)::integer AS looks FROM linkage.look WHERE caller = $1 AND at > now() - interval '1 day'",
    [caller],
  );
  if ((row?.looks ?? 0) >= DAILY_LOOKS) {
    throw new ProblemError(429, 'explanation-quota', 'Too many explanations were asked for within a day.');
  }
  await tx.run('INSERT INTO linkage.look (caller, act, subject) VALUES ($1, $2, $3)', [caller, act, subject]);
}
