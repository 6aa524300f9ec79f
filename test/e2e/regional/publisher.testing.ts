import {
  Outbox,
  outboxMigrations,
  Relay,
  type KafkaConnection,
  type MessagingLog,
  type OutgoingEvent,
} from '#messaging';
import { createDataSource, inTransaction, migrate } from '#persistence';
import type { SigningKey } from '#security';
import type { DataSource } from 'typeorm';

const SILENT: MessagingLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** One source as it publishes in a deployment: outbox in its own database, relay, signature, its own user on the broker. */
export class Publisher {
  private readonly outbox = new Outbox();

  private constructor(
    private readonly dataSource: DataSource,
    private readonly relay: Relay,
  ) {}

  static async open(
    database: { ownerUrl: string; url: string; serviceRole: string },
    connection: KafkaConnection,
    source: string,
    signingKey: SigningKey,
  ): Promise<Publisher> {
    await migrate({ ...database, migrations: outboxMigrations });
    const dataSource = createDataSource({ url: database.url, poolSize: 3, applicationName: 'spec' });
    await dataSource.initialize();
    const relay = new Relay({ dataSource, connection, signingKey, source, log: SILENT, pollMs: 20 });
    relay.start();
    return new Publisher(dataSource, relay);
  }

  /** Publishes and waits until all replicas have it. */
  async publish(events: readonly OutgoingEvent[]): Promise<void> {
    await inTransaction(this.dataSource, (tx) => this.outbox.add(tx, events));
    await this.relay.flush();
  }

  async close(): Promise<void> {
    await this.relay.stop();
    await this.dataSource.destroy();
  }
}
