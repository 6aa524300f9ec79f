import type { DataSource, QueryRunner } from 'typeorm';
import type { Transaction } from '#persistence';
import type { Summary } from './line-result.js';

/** First key of the advisory locks that running imports hold; the second is a hash of the import's id. */
const LOCK_CLASS = 0x6b696d70;

export type ImportStatus = 'READ' | 'DONE' | 'REFUSED' | 'INTERRUPTED';

/**
 * A connection that holds the import's lock for as long as its process works on it. PostgreSQL drops the lock with the
 * connection, so a lock that can be taken belongs to an import whose process is gone.
 */
export class ImportLock {
  private constructor(private readonly runner: QueryRunner) {}

  static async take(dataSource: DataSource, importId: string): Promise<ImportLock | undefined> {
    const runner = dataSource.createQueryRunner();
    try {
      const [row] = (await runner.query('SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken', [
        LOCK_CLASS,
        importId,
      ])) as { taken: boolean }[];
      if (row?.taken === true) return new ImportLock(runner);
    } catch (error) {
      await runner.release();
      throw error;
    }
    await runner.release();
    return undefined;
  }

  async release(): Promise<void> {
    await this.runner.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await this.runner.release();
  }
}

export async function startImport(
  tx: Transaction,
  importId: string,
  caller: string,
  kind: 'CSV' | 'XLSX',
  owner: string,
) {
  await tx.run(
    `INSERT INTO register.import_job (import_id, caller, kind, status, owner) VALUES ($1, $2, $3, 'RUNNING', $4)`,
    [importId, caller, kind, owner],
  );
}

export async function noteProgress(tx: Transaction, importId: string, more: Summary): Promise<void> {
  await tx.run(
    `UPDATE register.import_job SET received = received + $2, registered = registered + $3, changed = changed + $4,
            unchanged = unchanged + $5, rejected = rejected + $6
      WHERE import_id = $1`,
    [importId, more.received, more.registered, more.changed, more.unchanged, more.rejected],
  );
}

export async function setStatus(
  tx: Transaction,
  importId: string,
  status: ImportStatus,
  reason?: string,
): Promise<void> {
  await tx.run(
    `UPDATE register.import_job SET status = $2, reason = coalesce($3, reason),
            ended_at = CASE WHEN $2 = 'READ' THEN NULL ELSE now() END WHERE import_id = $1`,
    [importId, status, reason ?? null],
  );
}

/** Cases that a file changed wait here until it has been read to its end. */
export async function rememberToLevel(tx: Transaction, importId: string, caseRefs: readonly string[]): Promise<void> {
  await tx.run(
    `INSERT INTO register.to_level (case_ref, import_id) SELECT unnest($1::uuid[]), $2 ON CONFLICT DO NOTHING`,
    [caseRefs, importId],
  );
}

/** The next cases to level, in the order that every run takes; empty when all are done. */
export async function nextToLevel(tx: Transaction, importId: string, limit: number): Promise<string[]> {
  const rows = await tx.rows<{ caseRef: string }>(
    `WITH next AS (
       SELECT t.case_ref, e.registered_on, e.record_id, e.organisation
         FROM register.to_level t JOIN register.episode e USING (case_ref)
        WHERE t.import_id = $1 ORDER BY e.registered_on, e.record_id, e.organisation LIMIT $2),
     gone AS (DELETE FROM register.to_level t USING next WHERE t.case_ref = next.case_ref)
     SELECT case_ref AS "caseRef" FROM next ORDER BY registered_on, record_id, organisation`,
    [importId, limit],
  );
  return rows.map((row) => row.caseRef);
}

/** Imports that were not finished. */
export async function openImports(tx: Transaction): Promise<string[]> {
  const rows = await tx.rows<{ importId: string }>(
    `SELECT import_id AS "importId" FROM register.import_job j
      WHERE status IN ('RUNNING', 'READ') OR EXISTS (SELECT FROM register.to_level t WHERE t.import_id = j.import_id)
      ORDER BY started_at`,
  );
  return rows.map((row) => row.importId);
}
