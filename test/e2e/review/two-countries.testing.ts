import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { currentPolicyVersion, LADDER_HASH } from '#domain';
import { MembersLogWriter, messagingMigrations, outboxMigrations } from '#messaging';
import { createDataSource, migrate, type MigrationClass } from '#persistence';
import {
  generateSealingKey,
  generateSigningKey,
  issueToken,
  publicJwk,
  saveSealingKey,
  saveSigningKey,
  sealingPublicKey,
} from '#security';
import { testDatabase, testKafka, type TestDatabase, type TestKafka } from '#testing';
import { startAggregator } from '../../../apps/aggregator/src/aggregator-service.js';
import { aggregatorConfig } from '../../../apps/aggregator/src/config.js';
import { aggregatorMigrations } from '../../../apps/aggregator/src/migrations/index.js';
import { linkageConfig } from '../../../apps/linkage/src/config.js';
import { startLinkage } from '../../../apps/linkage/src/linkage-service.js';
import { linkageDatabase } from '../../../apps/linkage/src/migrations/index.js';
import { nationalConfig } from '../../../apps/national/src/config.js';
import { nationalMigrations } from '../../../apps/national/src/migrations/index.js';
import type { LineResult } from '../../../apps/national/src/intake/line-result.js';
import { startNational } from '../../../apps/national/src/national-service.js';

export type Reviewing = 'KZ' | 'UZ';
type Name = 'national-kz' | 'national-uz' | 'linkage' | 'aggregator';

interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

const MIGRATIONS: Readonly<Record<Name, readonly MigrationClass[]>> = {
  'national-kz': nationalMigrations,
  'national-uz': nationalMigrations,
  linkage: linkageDatabase,
  aggregator: [...messagingMigrations, ...outboxMigrations, ...aggregatorMigrations],
};
const SOURCES: Readonly<Record<Name, string>> = {
  'national-kz': 'KZ',
  'national-uz': 'UZ',
  linkage: 'LINKAGE',
  aggregator: 'AGGREGATOR',
};
const NAMES = Object.keys(MIGRATIONS) as Name[];
const never = new AbortController().signal;

/** Two countries, linkage and the aggregator, each as its own service on one broker with its own database. */
export class TwoCountries {
  private readonly services = new Map<Name, Running>();
  private readonly environments = new Map<Name, Record<string, string>>();
  private readonly databases: TestDatabase[] = [];
  private readonly connections = new Map<Name, DataSource>();
  private readonly operator = issueToken({ name: 'operator', role: 'operator' });
  private readonly tokens = new Map(
    (['KZ', 'UZ'] as const).map((country) => {
      const organisation = `${country}-NGO-01`;
      return [
        country,
        issueToken({ name: organisation, role: 'agency', organisation, organisationType: 'NGO' }),
      ] as const;
    }),
  );

  private constructor(
    readonly kafka: TestKafka,
    private readonly folder: string,
    private readonly extra: Readonly<Record<string, string>>,
  ) {}

  /** @param extra environment of every service beside what each needs */
  static async start(extra: Readonly<Record<string, string>> = {}): Promise<TwoCountries> {
    const kafka = await testKafka();
    await kafka.createTopics();
    const region = new TwoCountries(kafka, await mkdtemp(join(tmpdir(), 'kerege-review-')), extra);
    await region.provision();
    for (const name of NAMES) await region.run(name);
    return region;
  }

  /** Replaces linkage by one with an empty store. */
  async rebuildLinkage(): Promise<void> {
    await this.services.get('linkage')?.stop();
    await this.run('linkage');
  }

  /** Stops a service; what it has stored stays. */
  async pause(name: Name): Promise<void> {
    await this.services.get(name)?.stop();
  }

  /** Starts a paused service on its store again. */
  async resume(name: Name): Promise<void> {
    this.services.set(name, await started(name, this.environments.get(name) ?? {}));
  }

  urlOf(country: Reviewing): string {
    return this.services.get(`national-${country.toLowerCase() as 'kz' | 'uz'}`)?.url ?? '';
  }

  /** Where a file of the deployment lies: `platform.jwk`, `<service>.jwk`, `operator.token`. */
  fileOf(name: string): string {
    return join(this.folder, name);
  }

  async rows<T>(name: Name, sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.connections.get(name)?.query<T[]>(sql, parameters)) ?? [];
  }

  /** Records that lie in a topic, over all partitions. */
  async recordsIn(topic: string): Promise<number> {
    const offsets = await this.kafka.admin.fetchTopicOffsets(this.kafka.prefix + topic);
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  call<T>(
    country: Reviewing,
    path: string,
    body?: object,
    method = body === undefined ? 'GET' : 'POST',
  ): Promise<{ status: number; body: T }> {
    return this.ask(country, { method, path, token: this.tokens.get(country)?.token ?? '', body });
  }

  /** Hands in records of the country's organisation in one stream. */
  async handIn(country: Reviewing, records: readonly object[]): Promise<Pick<LineResult, 'outcome' | 'case_ref'>[]> {
    const answer = await fetch(`${this.urlOf(country)}/v1/records/bulk`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.tokens.get(country)?.token}`,
        'content-type': 'application/x-ndjson',
      },
      body: records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    });
    const lines = (await answer.text()).trimEnd().split('\n');
    return lines
      .map((line) => JSON.parse(line) as Partial<LineResult>)
      .filter((line): line is LineResult => 'line' in line);
  }

  operate<T>(country: Reviewing, method: string, path: string, body?: object): Promise<{ status: number; body: T }> {
    return this.ask(country, { method, path, token: this.operator.token, body });
  }

  private async ask<T>(
    country: Reviewing,
    { method, path, token, body }: { method: string; path: string; token: string; body: object | undefined },
  ): Promise<{ status: number; body: T }> {
    const service = this.services.get(`national-${country.toLowerCase() as 'kz' | 'uz'}`);
    const answer = await fetch(`${service?.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  async stop(): Promise<void> {
    for (const service of this.services.values()) await service.stop();
    for (const connection of this.connections.values()) await connection.destroy();
    for (const database of this.databases) await database.drop();
    await this.kafka.cleanup();
    await rm(this.folder, { recursive: true });
  }

  private async provision(): Promise<void> {
    const platform = generateSigningKey('platform-1');
    const members = await MembersLogWriter.open(this.kafka.connection('platform'), platform);
    await saveSigningKey(join(this.folder, 'platform.jwk'), platform);
    await this.file('operator.token', this.operator.token);
    await this.file('platform.jwks', JSON.stringify({ keys: [publicJwk(platform)] }));
    await this.file('encoding.key', randomBytes(32).toString('base64url'));
    for (const name of NAMES) {
      const [code, key] = [SOURCES[name], generateSigningKey(`${name}-1`)];
      await saveSigningKey(join(this.folder, `${name}.jwk`), key);
      const sealing = generateSealingKey(`${name}-sealing-1`);
      await saveSealingKey(join(this.folder, `${name}.sealing.jwk`), sealing);
      await this.file(`${name}.master`, randomBytes(32).toString('base64url'));
      await this.file(`${name}.password`, this.kafka.connection(name).password ?? '');
      const { kid, x } = publicJwk(key);
      const country = code.length === 2;
      const policy = {
        version: currentPolicyVersion(code),
        effectivefrom: '2020-01-01',
        anonymizationprofile: LADDER_HASH,
      };
      await members.declare({
        ...{ code, role: country ? 'MEMBER' : 'SERVICE', languages: ['en'], keys: [{ kid, x }] },
        sealingkeys: [sealingPublicKey(sealing)],
        ...{ capabilities: country ? ['CASES', 'MATCHING', 'REFERRALS'] : [], policies: country ? [policy] : [] },
      });
    }
    await this.file('tokens.json', JSON.stringify([this.operator, ...this.tokens.values()].map(({ entry }) => entry)));
  }

  private async run(name: Name): Promise<void> {
    const database = await testDatabase(name.replace('-', '_'));
    this.databases.push(database);
    await migrate({ ownerUrl: database.ownerUrl, migrations: MIGRATIONS[name], serviceRole: database.serviceRole });
    await this.connections.get(name)?.destroy();
    const connection = createDataSource({ url: database.url, poolSize: 2, applicationName: 'spec' });
    this.connections.set(name, await connection.initialize());
    this.environments.set(name, this.environment(name, database.url));
    await this.resume(name);
  }

  private environment(name: Name, databaseUrl: string): Record<string, string> {
    const { brokers, topicPrefix, username = '' } = this.kafka.connection(name);
    const at = (file: string) => join(this.folder, file);
    return {
      ...{ PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: databaseUrl, PUBLISH_EVERY_SECONDS: '0' },
      ...{ KAFKA_BROKERS: brokers.join(), KAFKA_TOPIC_PREFIX: topicPrefix, KAFKA_USERNAME: username },
      ...{ KAFKA_PASSWORD_FILE: at(`${name}.password`), SIGNING_KEY_FILE: at(`${name}.jwk`) },
      ...{ PLATFORM_KEYS_FILE: at('platform.jwks'), TOKENS_FILE: at('tokens.json') },
      SEALING_KEY_FILES: at(`${name}.sealing.jwk`),
      ...{ COUNTRY: SOURCES[name], KEY_STORE_DIR: at(`${name}.store`) },
      ...{ KEY_STORE_MASTER_KEY_FILE: at(`${name}.master`), ENCODING_KEY_FILE: at('encoding.key') },
      ...this.extra,
    };
  }

  private file(name: string, text: string): Promise<void> {
    return writeFile(join(this.folder, name), text);
  }
}

function started(name: Name, environment: Record<string, string>): Promise<Running> {
  if (name === 'linkage') return startLinkage(linkageConfig(environment), never);
  if (name === 'aggregator') return startAggregator(aggregatorConfig(environment), never);
  return startNational(nationalConfig(environment), never);
}
