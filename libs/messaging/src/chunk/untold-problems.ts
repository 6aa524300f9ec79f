import type { CountryCode, DeliveryProblemData, QuarantineReason } from '#contracts';
import type { Transaction } from '#persistence';

/** What is wrong with a record of a country that the country does not know yet. */
export type UntoldProblem = DeliveryProblemData & { readonly stream: number };

interface ProblemRow {
  readonly stream: number;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/** A subject that waits for a version, else a refused record: the one that came first. */
export async function firstUntold(tx: Transaction, country: CountryCode): Promise<UntoldProblem | undefined> {
  return (await firstGap(tx, country)) ?? (await firstRefusal(tx, country));
}

/**
 * Locks the waiting event before it looks for the version that is missing: a chunk that closes the gap meanwhile would
 * open the next one, and that would count as told. What a chunk holds already is left to it.
 */
async function firstGap(tx: Transaction, country: CountryCode): Promise<UntoldProblem | undefined> {
  const [waiting] = await tx.rows<ProblemRow & { subject: string }>(
    `SELECT s.id AS stream, s.topic, s.partition, p.record_offset AS "offset", p.subject
       FROM messaging.parked p JOIN messaging.stream s ON s.id = p.stream
      WHERE p.source = $1 AND NOT p.told ORDER BY p.stream, p.record_offset LIMIT 1
        FOR UPDATE OF p SKIP LOCKED`,
    [country],
  );
  if (waiting === undefined) return undefined;
  const { stream, subject, ...position } = waiting;
  const [applied] = await tx.rows<{ version: number }>(
    `SELECT coalesce(max(version), 0) AS version FROM messaging.inbox
      WHERE stream = $1 AND subject = $2 AND source = $3`,
    [stream, subject, country],
  );
  const missing = 1 + (applied?.version ?? 0);
  return { kind: 'PARKED', reason: 'version-gap', position, subject, missing, stream };
}

async function firstRefusal(tx: Transaction, country: CountryCode): Promise<UntoldProblem | undefined> {
  const [row] = await tx.rows<ProblemRow & { reason: QuarantineReason }>(
    `SELECT s.id AS stream, s.topic, s.partition, q.record_offset AS "offset", q.reason
       FROM messaging.quarantine q JOIN messaging.stream s ON s.id = q.stream
      WHERE q.sender = $1 AND NOT q.told ORDER BY q.stream, q.record_offset LIMIT 1`,
    [country],
  );
  if (row === undefined) return undefined;
  const { stream, reason, ...position } = row;
  return { kind: 'QUARANTINED', reason, position, stream };
}

/** With a gap all that waits behind it counts as told, with a refused record all refused ones. */
export async function markTold(tx: Transaction, country: CountryCode, problem: UntoldProblem): Promise<void> {
  if (problem.kind === 'PARKED') {
    await tx.run(
      `UPDATE messaging.parked p SET told = true
         FROM (SELECT stream, record_offset FROM messaging.parked
                WHERE stream = $1 AND subject = $2 AND source = $3 FOR UPDATE SKIP LOCKED) AS waiting
        WHERE p.stream = waiting.stream AND p.record_offset = waiting.record_offset`,
      [problem.stream, problem.subject, country],
    );
  } else {
    await tx.run('UPDATE messaging.quarantine SET told = true WHERE sender = $1 AND NOT told', [country]);
  }
}
