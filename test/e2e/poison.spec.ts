import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { messagingMigrations, outboxMigrations, type RunningService } from '#messaging';
import { createDataSource, migrate } from '#persistence';
import {
  eventually,
  testDatabase,
  testKafka,
  TestRegion,
  type TestDatabase,
  type TestKafka,
  type TestRecord,
} from '#testing';
import kafkajs from 'kafkajs';
import type { DataSource } from 'typeorm';
import { startAggregator } from '../../apps/aggregator/src/aggregator-service.js';
import { aggregatorMigrations } from '../../apps/aggregator/src/migrations/index.js';
import { badKinds } from './poison/bad-records.testing.js';
import { serviceFiles, type ServiceFiles } from './regional/deployment.testing.js';

const MEGABYTE = 1024 * 1024;
/** Of a hundred records one is bad. */
const GOOD_AROUND = 99;
const MINUTE_MS = 60_000;
const { CompressionTypes, CompressionCodecs } = kafkajs;

let kafka: TestKafka;
let files: ServiceFiles;
let region: TestRegion;
let store: TestDatabase;
let database: DataSource;
let aggregator: RunningService;

/** Case to the version at which it is to stand. */
const expected = new Map<string, number>();
/** `topic/partition@offset` of each bad record to its reason. */
const bad = new Map<string, string>();

beforeAll(async () => {
  kafka = await testKafka();
  region = await TestRegion.start(kafka, ['KZ', 'KG', 'AGGREGATOR']);
  await letSendersCompress('kg.case');
  store = await testDatabase('poison');
  await migrate({ ...store, migrations: [...messagingMigrations, ...outboxMigrations, ...aggregatorMigrations] });
  database = await createDataSource({ url: store.url, poolSize: 2, applicationName: 'spec' }).initialize();
  files = await serviceFiles(region.member('AGGREGATOR').key, region.platformKey);
  const { brokers, username, password, topicPrefix } = kafka.connection('aggregator');
  const http = {
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    lagWarning: 1_000,
    journalDays: 90,
    sealingKeyFiles: [],
  } as const;
  const config = { ...http, ...files, brokers, topicPrefix, username, password, ca: undefined };
  aggregator = await startAggregator({ ...config, databaseUrl: store.url, poolSize: 8 }, new AbortController().signal);
}, 120_000);

afterAll(async () => {
  await rm(files.folder, { recursive: true, force: true });
  await aggregator?.stop();
  await region?.stop();
  await database?.destroy();
  await store?.drop();
  await kafka?.cleanup();
}, 60_000);

/** As on a cluster whose topics keep what senders packed: only there a consumer meets a codec at all. */
async function letSendersCompress(topic: string): Promise<void> {
  const configEntries = [
    { name: 'compression.type', value: 'producer' },
    { name: 'message.timestamp.type', value: 'LogAppendTime' },
  ];
  const resources = [{ type: 2, name: kafka.prefix + topic, configEntries }];
  await kafka.admin.alterConfigs({ validateOnly: false, resources });
}

/** Two events each of fresh subjects, with others’ events between them. */
function goodRecords(country: 'KZ' | 'KG', count: number): TestRecord[] {
  const topic = country === 'KZ' ? 'kz.case' : 'kg.case';
  const subjects = Array.from({ length: Math.ceil(count / 2) }, () => randomUUID());
  for (const subject of subjects) expected.set(subject, 2);
  return [
    ...subjects.map((subject) => region.record(country, { topic, subject })),
    ...subjects.map((subject) =>
      region.record(country, { topic, subject, version: 2, type: 'kerege.case.decided.v1' }),
    ),
  ];
}

async function sendBad(topic: string, reason: string, message: TestRecord, compression = CompressionTypes.None) {
  const producer = await region.producer('admin');
  const sent = await producer.send({ topic: kafka.prefix + topic, acks: -1, compression, messages: [message] });
  for (const { partition, baseOffset } of sent) bad.set(`${topic}/${partition}@${baseOffset}`, reason);
}

async function caughtUp(): Promise<void> {
  const check = async () => {
    for (const topic of ['kz.case', 'kg.case']) {
      const rows = await database.query<{ partition: number; next: string }[]>(
        'SELECT partition, next_offset AS next FROM messaging.stream WHERE topic = $1',
        [topic],
      );
      const next = new Map(rows.map((row) => [row.partition, BigInt(row.next)]));
      const ends = await kafka.admin.fetchTopicOffsets(kafka.prefix + topic);
      if (ends.some(({ partition, high }) => (next.get(partition) ?? 0n) < BigInt(high))) return false;
    }
    return true;
  };
  await eventually(check, { timeoutMs: 60_000, what: 'every partition to be read to its end' });
}

const cases = async () =>
  new Map(
    (
      await database.query<{ ref: string; version: number }[]>(
        'SELECT case_ref AS ref, version FROM aggregator.case_state ORDER BY case_ref',
      )
    ).map(({ ref, version }) => [ref, version]),
  );

const parked = () => database.query<{ version: number }[]>('SELECT version FROM messaging.parked ORDER BY version');

const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

/** One of whose events the second is missing. */
const gapped = randomUUID();
const event = (version: number) =>
  region.record('KZ', { topic: 'kz.case', subject: gapped, version, type: 'kerege.case.decided.v1' });

test('one bad record in a hundred, of every kind: all good events of other subjects are applied', async () => {
  for (const kind of badKinds(region, kafka.prefix)) {
    const around = goodRecords('KZ', GOOD_AROUND - kind.before.length - kind.after.length);
    await region.send('kz.case', ...around.slice(0, around.length / 2), ...kind.before);
    await sendBad('kz.case', kind.reason, kind.bad);
    await region.send('kz.case', ...kind.after, ...around.slice(around.length / 2));
    if (kind.subject !== undefined) expected.set(kind.subject, kind.version ?? 0);
  }
  await region.send('kz.case', region.record('KZ', { topic: 'kz.case', subject: gapped }), event(3), event(4));
  await region.send('kz.case', ...goodRecords('KZ', GOOD_AROUND));
  expected.set(gapped, 1);

  await region.send('kg.case', ...goodRecords('KG', GOOD_AROUND));
  const bomb = { ...region.record('KG', { topic: 'kg.case' }), value: Buffer.alloc(64 * MEGABYTE, 'x') };
  await sendBad('kg.case', 'codec', bomb, CompressionTypes.GZIP);
  await region.send('kg.case', ...goodRecords('KG', GOOD_AROUND));
  CompressionCodecs[CompressionTypes.Snappy] = () => ({
    compress: ({ buffer }: { buffer: Buffer }) => Promise.resolve(snappyLiteral(buffer)),
    decompress: () => Promise.reject(new Error('not for readers')),
  });
  await sendBad('kg.case', 'codec', region.record('KG', { topic: 'kg.case' }), CompressionTypes.Snappy);
  await region.send('kg.case', ...goodRecords('KG', GOOD_AROUND));

  await caughtUp();
  expect(sorted(await cases())).toEqual(sorted(expected));
}, 120_000);

test('every bad record, and no other, is in quarantine with its reason', async () => {
  const rows = await database.query<{ place: string; reason: string }[]>(
    `SELECT topic || '/' || partition || '@' || record_offset AS place, reason
       FROM messaging.quarantine q JOIN messaging.stream s ON s.id = q.stream`,
  );
  expect(sorted(new Map(rows.map(({ place, reason }) => [place, reason])))).toEqual(sorted(bad));
  expect(rows).toHaveLength(bad.size);
});

test('events behind a gap wait, and are applied when the missing one is sent again', async () => {
  expect(await parked()).toEqual([{ version: 3 }, { version: 4 }]);
  await region.send('kz.case', event(2), ...goodRecords('KZ', GOOD_AROUND));
  await caughtUp();
  expected.set(gapped, 4);
  expect(await parked()).toEqual([]);
  expect(sorted(await cases())).toEqual(sorted(expected));
});

test('operators are told of every refusal, and each sender at most once a minute', async () => {
  const ends = async (topic: string) =>
    Number((await kafka.admin.fetchTopicOffsets(kafka.prefix + topic))[0]?.high ?? 0);
  await eventually(async () => (await ends('quarantine')) === bad.size, { what: 'all refusals on the topic' });
  for (const inbox of ['inbox.kz', 'inbox.kg']) {
    const told = await database.query<{ at: Date }[]>(
      'SELECT not_before AS at FROM messaging.outbox WHERE topic = $1 ORDER BY seq',
      [inbox],
    );
    const times = told.map(({ at }) => at.getTime());
    expect(times.length).toBeGreaterThanOrEqual(1);
    for (const [i, at] of times.slice(1).entries()) {
      expect(at - (times[i] ?? 0)).toBeGreaterThanOrEqual(MINUTE_MS - 1_000);
    }
    await eventually(async () => (await ends(inbox)) >= times.length, { what: `the notices on ${inbox}` });
  }
});

test('no partition stands still: the service is ready and every partition takes new events', async () => {
  for (const country of ['KZ', 'KG'] as const) {
    await region.send(country === 'KZ' ? 'kz.case' : 'kg.case', ...goodRecords(country, GOOD_AROUND));
  }
  await caughtUp();
  expect(sorted(await cases())).toEqual(sorted(expected));
  expect((await fetch(`${aggregator.url}/health/ready`)).status).toBe(200);
});

/** A Snappy block of a single literal: valid for the broker, which unpacks every batch that it stores. */
function snappyLiteral(data: Buffer): Buffer {
  const size = data.length;
  const length = [(size & 0x7f) | 0x80, ((size >> 7) & 0x7f) | 0x80, size >> 14];
  return Buffer.concat([Buffer.from([...length, 61 << 2, (size - 1) & 0xff, (size - 1) >> 8]), data]);
}
