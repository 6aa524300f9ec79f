import type { DataSource } from 'typeorm';
import { inTransaction } from '#persistence';
import { readTotals } from '../intake/intake-totals.js';
import type { Summary } from '../intake/line-result.js';

/** How far the country's service has come. Counts only. */
export interface Progress {
  readonly records: Summary;
  /** Files that are being read or levelled. */
  readonly imports: number;
  /** Cases of files that were registered and wait to be levelled. */
  readonly toLevel: number;
  /** Events sent that the journal still holds. */
  readonly published: number;
  /** Events that wait in the outbox, held ones included. */
  readonly pending: number;
  /** Mentions that stand. */
  readonly mentions: number;
  /** Records that readers reported as parked or refused. */
  readonly deliveryProblems: number;
}

const COUNTS = `
  SELECT (SELECT count(*) FROM register.import_job WHERE status IN ('RUNNING', 'READ'))::float8 AS imports,
         (SELECT count(*) FROM register.to_level)::float8 AS "toLevel",
         (SELECT count(*) FROM messaging.outbox WHERE sent_at IS NOT NULL)::float8 AS published,
         (SELECT count(*) FROM messaging.outbox WHERE sent_at IS NULL)::float8 AS pending,
         (SELECT count(*) FROM anonymisation.publication WHERE mention_digest IS NOT NULL)::float8 AS mentions,
         (SELECT count(*) FROM register.delivery_problem)::float8 AS "deliveryProblems"`;

export function progress(dataSource: DataSource): Promise<Progress> {
  return inTransaction(dataSource, async (tx) => {
    const [counts] = await tx.rows<Omit<Progress, 'records'>>(COUNTS);
    if (counts === undefined) throw new Error('a SELECT without FROM gave no row');
    return { records: await readTotals(tx), ...counts };
  });
}
