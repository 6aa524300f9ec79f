import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  MentionPublished,
  topicOf,
  type ClusterData,
  type CountryCode,
  type EncodedVariant,
  type MentionData,
} from '#contracts';
import { consumerProgress } from '#messaging';
import { createPersonEncoder, type PersonMention } from '#linkage';
import { createDataSource, migrate } from '#persistence';
import { issueToken, publicJwk, saveSigningKey } from '#security';
import {
  eventually,
  TestConsumer,
  testDatabase,
  testKafka,
  TestRegion,
  type TestDatabase,
  type TestKafka,
} from '#testing';
import { linkageConfig, type LinkageConfig } from './config.js';
import { linkageDatabase } from './migrations/index.js';

const encoder = createPersonEncoder(Buffer.alloc(32, 7), 1);

/** Persons who have nothing in common but a country and a sex. */
function personWith(document: string): PersonMention {
  const names = document === '1' ? ['Айгүл', 'Сериковна', 'Төлегенова'] : ['Zarina', 'Rustamovna', 'Qodirova'];
  const [givenName = '', patronymic = '', surname = ''] = names;
  const birthDate = `199${document}-0${document}-1${document}`;
  const documentNo = `N0${document}77${document}39`;
  return {
    givenName,
    patronymic,
    surname,
    birthDate,
    documentNo,
    sex: 'FEMALE',
    nationalId: null,
    phone: null,
    handle: null,
  };
}

function mentionOf(variants: EncodedVariant[]): MentionData {
  return {
    ...{ epoch: 1, model: encoder.model, purpose: 'VICTIM', reportedmonth: '2024-03', dedupscope: 'PERSON' },
    ...{ variants, consent: '0'.repeat(64) },
  };
}

const operator = issueToken({ name: 'operator', role: 'operator' });

/** A cluster's event as it lies in the topic. */
export interface PublishedCluster {
  readonly subject: string;
  readonly version: number;
  readonly data: ClusterData;
}

/** Broker, keys, and as many fresh databases as a test wants: what surrounds the service. */
export class LinkageSurroundings {
  private readonly databases: TestDatabase[] = [];

  private constructor(
    readonly kafka: TestKafka,
    readonly region: TestRegion,
    private readonly folder: string,
  ) {}

  static async create(): Promise<LinkageSurroundings> {
    const kafka = await testKafka();
    const region = await TestRegion.start(kafka, ['KZ', 'KG', 'TJ', 'UZ', 'LINKAGE']);
    const folder = await mkdtemp(join(tmpdir(), 'kerege-linkage-'));
    await saveSigningKey(join(folder, 'signing.json'), region.member('LINKAGE').key);
    await writeFile(join(folder, 'platform.json'), JSON.stringify({ keys: [publicJwk(region.platformKey)] }));
    await writeFile(join(folder, 'tokens.json'), JSON.stringify([operator.entry]));
    return new LinkageSurroundings(kafka, region, folder);
  }

  async emptyStore(): Promise<TestDatabase> {
    const database = await testDatabase('linkage');
    this.databases.push(database);
    await migrate({ ownerUrl: database.ownerUrl, migrations: linkageDatabase, serviceRole: database.serviceRole });
    return database;
  }

  async config(database: TestDatabase): Promise<LinkageConfig> {
    const { brokers, username = '', password = '', topicPrefix } = this.kafka.connection('linkage');
    await writeFile(join(this.folder, 'password'), password);
    return linkageConfig({
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_URL: database.url,
      KAFKA_BROKERS: brokers.join(),
      KAFKA_TOPIC_PREFIX: topicPrefix,
      KAFKA_USERNAME: username,
      KAFKA_PASSWORD_FILE: join(this.folder, 'password'),
      SIGNING_KEY_FILE: join(this.folder, 'signing.json'),
      PLATFORM_KEYS_FILE: join(this.folder, 'platform.json'),
      TOKENS_FILE: join(this.folder, 'tokens.json'),
    });
  }

  /** Sends one revision; no tag: a retraction. */
  async mention(source: CountryCode, subject: string, version: number, document?: string): Promise<void> {
    await this.send(source, subject, version, document === undefined ? [] : encoder.encode(personWith(document)));
  }

  private async send(source: CountryCode, subject: string, version: number, variants: EncodedVariant[]): Promise<void> {
    const topic = topicOf(source, 'mention');
    const event = { topic, type: MentionPublished.type, subject, version, data: mentionOf(variants) } as const;
    const record = this.region.record(source, event);
    await this.region.send(topic, record);
  }

  /** Sends mentions of as many persons as there are references, all with one phone: a flood of one tag in one topic. */
  async flood(source: CountryCode, subjects: readonly string[]): Promise<void> {
    const topic = topicOf(source, 'mention');
    const person = { ...personWith('3'), givenName: '', patronymic: '', surname: '', documentNo: null };
    const variants = encoder.encode({ ...person, birthDate: null, sex: null, phone: '+77010000001' });
    const records = subjects.map((subject) => {
      const own = variants.map((v) => (v.v === 'X3' ? v : { ...v, tag: randomBytes(8).toString('hex') }));
      const event = { topic, type: MentionPublished.type, subject, version: 1, data: mentionOf(own) } as const;
      return this.region.record(source, event);
    });
    await this.region.send(topic, ...records);
  }

  /** Sends a mention whose filters are all ones: compared, it would look like everybody. */
  async malformed(source: CountryCode, subject: string): Promise<void> {
    const ones = Buffer.alloc(128, 0xff).toString('base64');
    const variants = encoder.encode(personWith('1')).map((v) => (v.seg === undefined ? v : { ...v, seg: ones }));
    await this.send(source, subject, 1, variants);
  }

  async tombstone(source: CountryCode, subject: string, version: number): Promise<void> {
    const topic = topicOf(source, 'mention');
    const event = { topic, type: MentionPublished.type, subject, version, data: null } as const;
    await this.region.send(topic, this.region.record(source, event));
  }

  /** Every event of `linkage.cluster`, in the order of each partition. */
  async published(): Promise<PublishedCluster[]> {
    const events: PublishedCluster[] = [];
    const consumer = await TestConsumer.create(this.kafka, this.region);
    const transport = consumer.transport({
      topics: ['linkage.cluster'],
      handler: (chunk) => {
        events.push(...chunk.map(({ subject, version, data }) => ({ subject, version, data: data as ClusterData })));
        return Promise.resolve();
      },
    });
    await transport.start();
    await consumer.caughtUp('linkage.cluster');
    await transport.close();
    await consumer.close();
    return events;
  }

  /** Waits until the service's store has read all that the topics hold now. */
  async caughtUp(database: TestDatabase, topics: readonly string[]): Promise<void> {
    const dataSource = await createDataSource({ url: database.url, poolSize: 2, applicationName: 'spec' }).initialize();
    const check = async () => {
      const progress = await consumerProgress(dataSource);
      for (const topic of topics) {
        for (const { partition, high } of await this.kafka.admin.fetchTopicOffsets(this.kafka.prefix + topic)) {
          const row = progress.find((stream) => stream.topic === topic && stream.partition === partition);
          if ((row?.nextOffset ?? 0n) < BigInt(high)) return false;
        }
      }
      const [outbox] = await dataSource.query<{ n: number }[]>(
        'SELECT count(*)::integer AS n FROM messaging.outbox WHERE sent_at IS NULL',
      );
      return outbox?.n === 0;
    };
    await eventually(check, { timeoutMs: 30_000, what: 'linkage to read its topics and to send its outbox' });
    await dataSource.destroy();
  }

  async remove(): Promise<void> {
    await this.region.stop();
    for (const database of this.databases) await database.drop();
    await this.kafka.cleanup();
    await rm(this.folder, { recursive: true });
  }
}

/** Asks an operator's route. */
export async function askAsOperator(url: string, path: string): Promise<Response> {
  return fetch(`${url}${path}`, { headers: { authorization: `Bearer ${operator.token}` } });
}
