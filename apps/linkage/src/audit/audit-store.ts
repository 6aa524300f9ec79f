import type { Transaction } from '#persistence';
import type { AuditResult } from './audit-result.js';

export type AuditState = 'RUNNING' | 'DONE' | 'CANCELLED' | 'FAILED' | 'INTERRUPTED';

/** An audit as operators see it. */
export interface AuditView {
  readonly id: number;
  readonly state: AuditState;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly caller: string;
  /** Mentions asked for. */
  readonly sample: number;
  /** Progress. */
  readonly scanned: number;
  readonly mentions: number;
  /** Code of what made it fail. */
  readonly problem: string | null;
  readonly result: AuditResult | null;
}

/** Audits of one answer, the newest first. */
const LISTED = 50;

export async function insertAudit(tx: Transaction, caller: string, sample: number): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(
    "INSERT INTO linkage.audit (state, caller, sample) VALUES ('RUNNING', $1, $2) RETURNING id",
    [caller, sample],
  );
  if (row === undefined) throw new Error('The audit was not stored.');
  return row.id;
}

export async function noteProgress(tx: Transaction, id: number, scanned: number, mentions: number): Promise<void> {
  await tx.run('UPDATE linkage.audit SET scanned = $2, mentions = $3 WHERE id = $1', [id, scanned, mentions]);
}

/** Ends a running audit; one that has ended stays as it is. */
export async function endAudit(
  tx: Transaction,
  id: number,
  state: Exclude<AuditState, 'RUNNING'>,
  { result = null, problem = null }: { readonly result?: AuditResult | null; readonly problem?: string | null } = {},
): Promise<void> {
  await tx.run(END, [id, state, result === null ? null : JSON.stringify(result), problem]);
}

/** Audits that nobody runs: their process has died. */
export async function interruptAll(tx: Transaction): Promise<void> {
  await tx.run("UPDATE linkage.audit SET state = 'INTERRUPTED', finished_at = now() WHERE state = 'RUNNING'");
}

export async function auditNumbered(tx: Transaction, id: number): Promise<AuditView | undefined> {
  return (await tx.rows<AuditView>(`${SELECT} WHERE id = $1::integer`, [id]))[0];
}

export async function newestAudits(tx: Transaction): Promise<AuditView[]> {
  return tx.rows<AuditView>(`${SELECT} ORDER BY id DESC LIMIT ${LISTED}`);
}

const END = `
  UPDATE linkage.audit SET state = $2, finished_at = now(), result = $3::jsonb, problem = $4
   WHERE id = $1::integer AND state = 'RUNNING'`;

const AT = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const SELECT = `
  SELECT id, state, ${AT('started_at')} AS "startedAt", ${AT('finished_at')} AS "finishedAt", caller, sample, scanned,
         mentions, problem, result
    FROM linkage.audit`;
