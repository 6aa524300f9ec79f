import { createDataSource, migrate } from '#persistence';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { outboxMigrations } from '../outbox/outbox-migrations.js';
import { JournalSweep } from './journal-sweep.js';

const NOW = new Date('2026-06-01T00:00:00Z');

describe('the sweep of the journal', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const warnings: unknown[] = [];
  const sweep = () =>
    new JournalSweep({
      dataSource,
      days: 90,
      now: () => NOW,
      log: { info: () => undefined, warn: (line: unknown) => void warnings.push(line) },
    });
  /** A subject is named after the day on which it was sent. */
  const put = (subject: string, sentAt: string | null) =>
    dataSource.query(
      `INSERT INTO messaging.outbox (lease, topic, subject, version, id, type, time, urgent, not_before, sent_at)
       VALUES (0, 'kz.case', $1, 1, gen_random_uuid(), 't', '', false, '2020-01-01', $2)`,
      [subject, sentAt],
    );
  const subjects = async () =>
    (await dataSource.query<{ subject: string }[]>('SELECT subject FROM messaging.outbox ORDER BY 1')).map(
      (row) => row.subject,
    );

  beforeEach(async () => {
    database = await testDatabase('journal');
    await migrate({ ...database, migrations: outboxMigrations });
    dataSource = await createDataSource({ url: database.url, poolSize: 2, applicationName: 'spec' }).initialize();
    await put('91 days ago', '2026-03-02T00:00:00Z');
    await put('89 days ago', '2026-03-04T00:00:00Z');
    await put('never', null);
  });

  afterEach(async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.drop();
  });

  it('forgets what was sent longer ago than the journal goes back; what was never sent stays, however old', async () => {
    await sweep().sweep();
    expect(await subjects()).toEqual(['89 days ago', 'never']);
  });

  it('begins at the start, and a stop waits for it', async () => {
    const running = sweep();
    running.start();
    await eventually(async () => (await subjects()).length === 2, { what: 'the first sweep' });
    await running.stop();
  });

  it('leaves a database that is away to the next one', async () => {
    await dataSource.destroy();
    await sweep().sweep();
    expect(warnings).toHaveLength(1);
  });
});
