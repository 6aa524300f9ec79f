import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EVENT_EXAMPLES,
  topicOf,
  type CountryCode,
  type ReferralCommandData,
  type ReferralCommandType,
  type ReferralOutcomeData,
} from '#contracts';
import {
  messagingMigrations,
  outboxMigrations,
  type AcceptedEvent,
  type KeregeTransport,
  type RunningService,
} from '#messaging';
import { createDataSource, migrate } from '#persistence';
import { generateSealingKey, publicJwk, saveSealingKey, saveSigningKey, seal, type SealingKey } from '#security';
import {
  TestConsumer,
  testDatabase,
  testKafka,
  TestRegion,
  eventually,
  type TestDatabase,
  type TestKafka,
} from '#testing';
import { writeFile } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { startAggregator } from '../aggregator-service.js';
import { aggregatorMigrations } from '../migrations/index.js';

const SOURCES = ['KZ', 'KG', 'TJ', 'UZ'] as const;

/** An outcome as an inbox holds it. */
export interface Told {
  readonly type: string;
  readonly referralRef: string;
  readonly data: ReferralOutcomeData[keyof ReferralOutcomeData];
}

/** A store of the aggregator and the service on it. */
export interface Store {
  readonly database: TestDatabase;
  readonly dataSource: DataSource;
  service: RunningService;
}

const HALTED: RunningService = {
  url: '',
  failed: new Promise(() => undefined),
  stop: () => Promise.resolve(),
};

/** The aggregator on real Kafka and PostgreSQL, and the countries' sides of a test: what they send and what they are told. */
export class ReferralRegion {
  readonly told = new Map<CountryCode, Told[]>(SOURCES.map((country) => [country, []]));
  private readonly versions = new Map<string, number>();
  private readonly readers: { consumer: TestConsumer; transport: KeregeTransport }[] = [];
  private readonly stores: Store[] = [];

  private constructor(
    readonly kafka: TestKafka,
    readonly region: TestRegion,
    readonly key: SealingKey,
    private readonly folder: string,
  ) {}

  static async start(readers: readonly CountryCode[] = SOURCES): Promise<ReferralRegion> {
    const kafka = await testKafka();
    const region = await TestRegion.start(kafka, [...SOURCES, 'AGGREGATOR']);
    const folder = await mkdtemp(join(tmpdir(), 'kerege-referrals-'));
    const made = new ReferralRegion(kafka, region, generateSealingKey('aggregator-sealing-1'), folder);
    await made.writeFiles();
    for (const country of readers) await made.read(country);
    return made;
  }

  /** A service on a new, empty store. */
  async store(): Promise<Store> {
    const store = await this.emptyStore();
    store.service = await this.run(store.database);
    return store;
  }

  /** A new, empty store on which no service runs. */
  async emptyStore(): Promise<Store> {
    const database = await testDatabase('referrals');
    await migrate({ ...database, migrations: [...messagingMigrations, ...outboxMigrations, ...aggregatorMigrations] });
    const options = { url: database.url, poolSize: 2, applicationName: 'spec' };
    const dataSource = await createDataSource(options).initialize();
    const store = { database, dataSource, service: HALTED };
    this.stores.push(store);
    return store;
  }

  /** Stops the service of a store, as if its machine were gone. */
  async halt(store: Store): Promise<void> {
    await store.service.stop();
    store.service = HALTED;
  }

  run(database: TestDatabase): Promise<RunningService> {
    const { brokers, username, password, topicPrefix } = this.kafka.connection('aggregator');
    const file = (name: string) => join(this.folder, name);
    return startAggregator(
      {
        ...{ host: '127.0.0.1', port: 0, logLevel: 'silent', lagWarning: 100_000, journalDays: 90, poolSize: 10 },
        ...{ brokers, username, password, topicPrefix, ca: undefined, databaseUrl: database.url },
        ...{ signingKeyFile: file('signing.jwk'), platformKeysFile: file('platform.jwks'), tokensFile: file('tokens') },
        sealingKeyFiles: [file('sealing.jwk')],
      },
      new AbortController().signal,
    );
  }

  /** What the service needs to be told when it runs as a process of its own. */
  async environment(database: TestDatabase, port: number): Promise<Record<string, string>> {
    const { brokers, username = '', password = '', topicPrefix } = this.kafka.connection('aggregator');
    const file = (name: string) => join(this.folder, name);
    await writeFile(file('kafka.password'), password);
    return {
      ...{ PORT: String(port), LOG_LEVEL: 'warn', DATABASE_URL: database.url, KAFKA_BROKERS: brokers.join() },
      ...{ KAFKA_TOPIC_PREFIX: topicPrefix, KAFKA_USERNAME: username, KAFKA_PASSWORD_FILE: file('kafka.password') },
      ...{ SIGNING_KEY_FILE: file('signing.jwk'), PLATFORM_KEYS_FILE: file('platform.jwks') },
      ...{ TOKENS_FILE: file('tokens'), SEALING_KEY_FILES: file('sealing.jwk') },
    };
  }

  /** A signed command, ready to be sent; versions of a referral and country count from 1. */
  async record<T extends ReferralCommandType>(
    country: CountryCode,
    referralRef: string,
    type: T,
    data: Partial<ReferralCommandData[T]> & { readonly guarding?: object } = {},
  ) {
    const { guarding, ...given } = data;
    const part = type === 'kerege.referral.request.v1' ? 'request-guard' : 'start-guard';
    const guard = guarding && { guard: await seal(guarding, this.key, { ref: referralRef, part }) };
    const key = `${country} ${referralRef}`;
    const version = (this.versions.get(key) ?? 0) + 1;
    this.versions.set(key, version);
    const topic = topicOf(country, 'referral');
    return this.region.record(country, {
      ...{ topic, type, subject: referralRef, version },
      data: { ...EVENT_EXAMPLES[type], ...given, ...guard },
    });
  }

  async command<T extends ReferralCommandType>(
    country: CountryCode,
    referralRef: string,
    type: T,
    data: Partial<ReferralCommandData[T]> & { readonly guarding?: object } = {},
  ): Promise<void> {
    await this.region.send(topicOf(country, 'referral'), await this.record(country, referralRef, type, data));
  }

  /** Asks for a service from KZ to another country; gives the referral. */
  async request(to: CountryCode, caseRef: string, slotRefs: readonly string[]): Promise<string> {
    const referralRef = randomUUID();
    await this.command('KZ', referralRef, 'kerege.referral.request.v1', { to, guarding: { caseRef, slotRefs } });
    return referralRef;
  }

  /** Waits until a country has been told a number of outcomes of a referral; gives them. */
  async outcomes(country: CountryCode, referralRef: string, count: number): Promise<Told[]> {
    const of = () => (this.told.get(country) ?? []).filter((told) => told.referralRef === referralRef);
    await eventually(() => Promise.resolve(of().length >= count), {
      timeoutMs: 30_000,
      what: `${country} to be told ${count} outcomes`,
    });
    return of();
  }

  async stop(): Promise<void> {
    for (const { service, dataSource, database } of this.stores) {
      await service.stop();
      await dataSource.destroy();
      await database.drop();
    }
    for (const { consumer, transport } of this.readers) {
      await transport.close();
      await consumer.close();
    }
    await this.region.stop();
    await this.kafka.cleanup();
    await rm(this.folder, { recursive: true });
  }

  private async read(country: CountryCode): Promise<void> {
    const consumer = await TestConsumer.create(this.kafka, this.region);
    const handler = (events: AcceptedEvent[]) => {
      const told = events.map(({ type, subject, data }) => ({
        type,
        referralRef: subject,
        data: data as Told['data'],
      }));
      this.told.get(country)?.push(...told);
      return Promise.resolve();
    };
    const service = `national-${country.toLowerCase() as Lowercase<CountryCode>}` as const;
    const transport = consumer.transport({ service, topics: [topicOf(country, 'inbox')], handler });
    await transport.start();
    this.readers.push({ consumer, transport });
  }

  private async writeFiles(): Promise<void> {
    const file = (name: string) => join(this.folder, name);
    await saveSigningKey(file('signing.jwk'), this.region.member('AGGREGATOR').key);
    await saveSealingKey(file('sealing.jwk'), this.key);
    await writeFile(file('platform.jwks'), JSON.stringify({ keys: [publicJwk(this.region.platformKey)] }));
    await writeFile(file('tokens'), '[]');
  }
}
