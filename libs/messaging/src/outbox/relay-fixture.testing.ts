import { createDataSource, inTransaction, migrate } from '#persistence';
import { generateSigningKey } from '#security';
import { eventually, testDatabase, testKafka, type TestDatabase, type TestKafka } from '#testing';
import type { DataSource } from 'typeorm';
import type { OutgoingEvent } from '../accepted-event.js';
import { Outbox } from './outbox.js';
import { outboxMigrations } from './outbox-migrations.js';
import { pendingCount } from './outbox-state.js';
import { Relay, type RelayOptions } from './relay.js';
import { sentRecords, type SentRecord } from './sent-records.testing.js';

export const signingKey = generateSigningKey('kz-1');
export const outbox = new Outbox();

/** An outbox of its own, a broker with its own topics, and relays between the two, anew for each test. */
export class RelayFixture {
  readonly warnings: object[] = [];
  readonly relays: Relay[] = [];
  private readonly log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (fields: object) => void this.warnings.push(fields),
    error: () => undefined,
  };

  private constructor(
    readonly database: TestDatabase,
    readonly kafka: TestKafka,
    readonly dataSource: DataSource,
  ) {}

  static async create(): Promise<RelayFixture> {
    const [database, kafka] = await Promise.all([testDatabase('relay'), testKafka()]);
    await kafka.createTopics();
    await migrate({ ownerUrl: database.ownerUrl, migrations: outboxMigrations, serviceRole: database.serviceRole });
    const source = createDataSource({ url: database.url, poolSize: 8, applicationName: 'relay-spec' });
    return new RelayFixture(database, kafka, await source.initialize());
  }

  async close(): Promise<void> {
    await Promise.all(this.relays.map((relay) => relay.stop()));
    await this.dataSource.destroy();
    await Promise.all([this.database.drop(), this.kafka.cleanup()]);
  }

  startRelay(options: Partial<RelayOptions> = {}): Relay {
    const { dataSource, kafka, log } = this;
    const connection = kafka.connection('national-kz');
    const relay = new Relay({ dataSource, connection, signingKey, source: 'KZ', log, pollMs: 20, ...options });
    this.relays.push(relay);
    relay.start();
    return relay;
  }

  add(...events: OutgoingEvent[]): Promise<void> {
    return inTransaction(this.dataSource, (tx) => outbox.add(tx, events));
  }

  sent(topic = 'kz.case'): Promise<SentRecord[]> {
    return sentRecords(this.kafka.connection('admin'), topic);
  }

  async allSent(timeoutMs = 30_000): Promise<void> {
    const isEmpty = async () => (await pendingCount(this.dataSource)) === 0;
    await eventually(isEmpty, { what: 'an empty outbox', timeoutMs });
  }
}

export const closed = (subject: string, extra: Partial<OutgoingEvent> = {}): OutgoingEvent => ({
  topic: 'kz.case',
  type: 'kerege.case.closed.v1',
  subject,
  time: '2022-01-01T00:00:00Z',
  data: { reason: 'OTHER', year: 2022 },
  ...extra,
});
export const voided = (subject: string) => closed(subject, { type: 'kerege.case.voided.v1', data: {} });
export const binding = (subject: string, data: object | null, extra: Partial<OutgoingEvent> = {}) =>
  closed(subject, { topic: 'kz.binding', type: 'kerege.binding.published.v1', data, ...extra });
export const inAnHour = () => new Date(Date.now() + 3_600_000);
