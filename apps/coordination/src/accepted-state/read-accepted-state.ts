import type { CountryCode } from '#contracts';
import { inTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';

/**
 * Runs queries over one state of the aggregator's database that no chunk can change in between, so that figures and
 * watermark belong together. Row-level security shows the rows of `countries` and no others.
 */
export function readAcceptedState<T>(
  dataSource: DataSource,
  countries: readonly CountryCode[],
  read: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return inTransaction(dataSource, async (tx) => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await tx.rows(`SELECT set_config('kerege.countries', $1, true)`, [countries.join(',')]);
    return read(tx);
  });
}
