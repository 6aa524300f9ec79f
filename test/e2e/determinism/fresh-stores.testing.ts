import { migrate, type MigrationClass } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import pg from 'pg';

/** Any number of empty, migrated databases: copies of one. */
export class FreshStores {
  private count = 0;

  private constructor(private readonly template: TestDatabase) {}

  static async of(name: string, migrations: readonly MigrationClass[]): Promise<FreshStores> {
    const template = await testDatabase(name);
    await migrate({ ...template, migrations });
    return new FreshStores(template);
  }

  /** Runs `work` with the address of an empty store, and drops the store. */
  async with<T>(work: (url: string) => Promise<T>): Promise<T> {
    this.count += 1;
    const name = `${this.template.name}_${this.count}`;
    await this.run(`CREATE DATABASE ${name} TEMPLATE ${this.template.name} STRATEGY WAL_LOG`);
    try {
      const url = new URL(this.template.url);
      url.pathname = `/${name}`;
      return await work(url.href);
    } finally {
      await this.run(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  }

  drop(): Promise<void> {
    return this.template.drop();
  }

  /** One at a time: a template may not be in use by another copy. */
  private async run(statement: string): Promise<void> {
    const before = this.last;
    this.last = before.then(() => this.execute(statement));
    await this.last;
  }

  private last: Promise<void> = Promise.resolve();

  private async execute(statement: string): Promise<void> {
    const url = new URL(this.template.adminUrl);
    url.pathname = '/postgres';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}
