import type { Transaction } from '#persistence';

/** Which epochs of the encoding key are open in this country. */
export interface OpenEpochs {
  /** The newest one; new mentions are encoded under it. */
  readonly epoch: number;
  /** The one before it while keys rotate: mentions carry both. */
  readonly retiring: number | null;
}

export async function readEpochs(tx: Transaction): Promise<OpenEpochs> {
  const [row] = await tx.rows<OpenEpochs>('SELECT epoch, retiring FROM anonymisation.encoding_epoch');
  if (row === undefined) throw new Error('the epochs of the encoding key are not there');
  return row;
}

export async function writeEpochs(tx: Transaction, { epoch, retiring }: OpenEpochs): Promise<void> {
  await tx.run('UPDATE anonymisation.encoding_epoch SET epoch = $1, retiring = $2, since = now()', [epoch, retiring]);
}

/** As a mention's row names the epochs that it carries. */
export function nameOfEpochs({ epoch, retiring }: OpenEpochs): string {
  return retiring === null ? String(epoch) : `${epoch}+${retiring}`;
}

/** A mention that stands; `caseRef` is `null` where it is made up. */
export interface StandingMention {
  readonly mentionRef: string;
  readonly caseRef: string | null;
}

const STANDING = `(
  SELECT mention_ref, case_ref, mention_epochs FROM anonymisation.publication WHERE mention_ref IS NOT NULL
  UNION ALL
  SELECT mention_ref, NULL, mention_epochs FROM anonymisation.fake WHERE standing) AS mention`;

/** Those that carry other epochs than the open ones, by reference, after the given one. */
export async function mentionsBehind(
  tx: Transaction,
  epochs: string,
  after: string,
  limit: number,
): Promise<StandingMention[]> {
  const sql = `SELECT mention_ref AS "mentionRef", case_ref AS "caseRef" FROM ${STANDING}
                WHERE mention_epochs <> $1 AND mention_ref > $2::uuid ORDER BY mention_ref LIMIT $3`;
  return tx.rows<StandingMention>(sql, [epochs, after, limit]);
}

/** How many stand, and how many of them carry other epochs than the open ones. */
export async function countMentions(tx: Transaction, epochs: string): Promise<{ mentions: number; behind: number }> {
  const sql = `SELECT count(*)::float8 AS mentions, count(*) FILTER (WHERE mention_epochs <> $1)::float8 AS behind
                 FROM ${STANDING}`;
  const [counts] = await tx.rows<{ mentions: number; behind: number }>(sql, [epochs]);
  return counts ?? { mentions: 0, behind: 0 };
}
