import type { DataSource } from 'typeorm';
import { HealthRegistry, Unhealthy } from '#observability';
import { isTransient } from '#persistence';
import { KeyStoreError, type KeyStore } from '../key-store/key-store.js';

/** Ready only where a record could be taken in now: database with its tables, and the key store. */
export function nationalHealth(dataSource: DataSource, keyStore: KeyStore): HealthRegistry {
  return new HealthRegistry()
    .ready('database', async () => {
      try {
        await dataSource.query(
          'SELECT FROM register.intake_total, anonymisation.publication, messaging.outbox LIMIT 1',
        );
      } catch (error) {
        throw new Unhealthy(isTransient(error) ? 'database-away' : 'migrations-missing');
      }
    })
    .ready('key-store', async () => {
      try {
        await keyStore.check();
      } catch (error) {
        throw new Unhealthy(error instanceof KeyStoreError ? error.code : 'key-store-away');
      }
    });
}
