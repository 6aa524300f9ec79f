import type { DataSource } from 'typeorm';
import { createDataSource, inTransaction, migrate, type Transaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import { linkageDatabase } from './migrations/index.js';

/** A fresh database with linkage's tables, without the service. */
export class LinkageStore {
  private constructor(
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
  ) {}

  /** @param name tells whose database it is */
  static async create(name: string, poolSize = 2): Promise<LinkageStore> {
    const database = await testDatabase(name);
    await migrate({ ownerUrl: database.ownerUrl, migrations: linkageDatabase, serviceRole: database.serviceRole });
    const dataSource = createDataSource({ url: database.url, poolSize, applicationName: 'spec' });
    return new LinkageStore(database, await dataSource.initialize());
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.dataSource, work);
  }

  /** Works in a transaction that is rolled back, so that the next one begins with the same store; gives what the work gives. */
  async undone<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const undo = new Undo<T>();
    try {
      return await this.transaction(async (tx) => {
        undo.result = await work(tx);
        throw undo;
      });
    } catch (error) {
      if (error !== undo) throw error;
      return undo.result as T;
    }
  }

  async remove(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.drop();
  }
}

class Undo<T> extends Error {
  result: T | undefined;
}
