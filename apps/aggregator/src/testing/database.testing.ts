import { messagingMigrations, outboxMigrations } from '#messaging';
import { createDataSource, migrate } from '#persistence';
import type { DataSource } from 'typeorm';
import { aggregatorMigrations } from '../migrations/index.js';

/** A connected data source of the service role on a freshly migrated database. */
export async function migrated(database: { ownerUrl: string; url: string; serviceRole: string }): Promise<DataSource> {
  const { ownerUrl, url, serviceRole } = database;
  const migrations = [...messagingMigrations, ...outboxMigrations, ...aggregatorMigrations];
  await migrate({ ownerUrl, serviceRole, migrations });
  const dataSource = createDataSource({ url, poolSize: 4, applicationName: 'spec' });
  return dataSource.initialize();
}

/** Empties the state between two runs of a property. */
export async function emptyState(dataSource: DataSource): Promise<void> {
  const cases = ['case_state', 'case_decision', 'case_closing', 'binding', 'cluster', 'cluster_member'];
  const tables = [...cases, 'figure_table', 'figure_cell', 'figure_attestation', 'referral', 'referral_outcome'];
  await dataSource.query(tables.map((table) => `DELETE FROM aggregator.${table}`).join(';'));
}
