import { randomUUID } from 'node:crypto';
import { topicNamed } from '#contracts';
import { inTransaction } from '#persistence';
import { eventually, TestConsumer, testKafka, TestRegion, type TestKafka } from '#testing';
import { tellSender, type Notices } from '../chunk/notices.js';
import { Outbox } from '../outbox/outbox.js';
import { partitionFor } from '../outbox/partition.js';
import type { KeregeTransport } from './kerege-transport.js';

const topic = 'kz.case';
const PARTITIONS = topicNamed(topic)?.partitions ?? 1;
const HOUR_MS = 3_600_000;
const atOnce: Notices = { outbox: new Outbox(), reporter: 'AGGREGATOR', intervalMs: 0, now: () => new Date() };

function subjectsOfOnePartition(count: number): string[] {
  const subjects: string[] = [];
  while (subjects.length < count) {
    const subject = randomUUID();
    if (partitionFor(subject, PARTITIONS) === 0) subjects.push(subject);
  }
  return subjects;
}

interface Notice {
  readonly kind: string;
  readonly subject?: string;
  readonly missing?: number;
  readonly reason: string;
}

describe('notices to a sender', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  let transport: KeregeTransport;
  const event = (subject: string, version: number) =>
    region.record('KZ', { topic, subject, version, type: 'kerege.case.voided.v1' });
  const notices = async (): Promise<Notice[]> => {
    const rows: { data: string }[] = await consumer.dataSource.query(
      `SELECT data::text FROM messaging.outbox WHERE topic = 'inbox.kz' ORDER BY seq`,
    );
    return rows.map(({ data }) => JSON.parse(data) as Notice);
  };
  const waitingForLocks = async (): Promise<number> => {
    const [row] = await consumer.dataSource.query<{ count: string }[]>(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return Number(row?.count);
  };
  const open = async (noticeIntervalMs: number) => {
    consumer = await TestConsumer.create(kafka, region);
    transport = consumer.transport({ topics: [topic], noticeIntervalMs });
    await transport.start();
  };

  beforeEach(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
  });

  afterEach(async () => {
    await transport.close();
    await region.stop();
    await consumer.close();
    await kafka.cleanup();
  });

  it('name the subject and its first missing version, once, however much waits behind it', async () => {
    await open(60_000);
    const subject = randomUUID();
    await region.send(topic, event(subject, 3), event(subject, 4));
    await consumer.caughtUp(topic);
    await region.send(topic, event(subject, 5));
    await consumer.caughtUp(topic);
    expect(await notices()).toMatchObject([{ kind: 'PARKED', reason: 'version-gap', subject, missing: 1 }]);
  });

  it('are at most one in each interval; every problem is told in the end, gaps before refused records', async () => {
    await open(400);
    // One partition, so that one chunk finds them all: of different ones whichever is read first is told first.
    const [refused = '', ...subjects] = subjectsOfOnePartition(4);
    const started = Date.now();
    await region.send(topic, { ...event(refused, 1), value: null }, ...subjects.map((subject) => event(subject, 2)));
    await consumer.caughtUp(topic);
    await eventually(async () => (await notices()).length === 4, { what: 'all four notices' });
    expect(Date.now() - started).toBeGreaterThanOrEqual(3 * 400);
    expect(await notices()).toMatchObject([
      ...subjects.map((subject) => ({ kind: 'PARKED', subject, missing: 1 })),
      { kind: 'QUARANTINED', reason: 'undecodable' },
    ]);
  });

  it('tell again when the gap has moved', async () => {
    await open(1);
    const subject = randomUUID();
    await region.send(topic, event(subject, 2), event(subject, 5));
    await consumer.caughtUp(topic);
    await region.send(topic, event(subject, 1));
    await consumer.caughtUp(topic);
    await eventually(async () => (await notices()).length === 2, { what: 'the second notice' });
    expect((await notices()).map(({ missing }) => missing)).toEqual([1, 3]);
  });

  it('tell of the next gap although the one before it is closed while its notice is written', async () => {
    await open(HOUR_MS);
    await region.send(topic, event(randomUUID(), 2));
    await consumer.caughtUp(topic);
    const subject = randomUUID();
    await region.send(topic, event(subject, 2), event(subject, 5));
    await consumer.caughtUp(topic);
    const tell = () => inTransaction(consumer.dataSource, (tx) => tellSender(tx, atOnce, 'KZ'));
    let telling: Promise<unknown> | undefined;
    await inTransaction(consumer.dataSource, async (tx) => {
      await tx.run('SELECT 1 FROM messaging.notice FOR UPDATE');
      telling = tell();
      await eventually(async () => (await waitingForLocks()) === 1, { what: 'the notice to wait' });
      await region.send(topic, event(subject, 1));
      await eventually(async () => (await consumer.applied()).length === 2 || (await waitingForLocks()) === 2, {
        what: 'the chunk to be done, or to wait for the notice',
      });
    });
    await telling;
    await consumer.caughtUp(topic);
    await tell();
    expect((await notices()).filter((notice) => notice.subject === subject)).toMatchObject([
      { missing: 1 },
      { missing: 3 },
    ]);
  });

  it('are not repeated by a store that is rebuilt: what was already said stays unsaid', async () => {
    const quarantineRecord = { topic: 'quarantine', type: 'kerege.record.quarantined.v1' } as const;
    await region.send(topic, event(randomUUID(), 2), { ...event(randomUUID(), 1), value: null });
    await region.send('quarantine', region.record('KZ', quarantineRecord));
    await open(1);
    await consumer.caughtUp(topic);
    expect(await consumer.reasons()).toEqual(['undecodable']);
    expect((await consumer.status()).parked).toBe(1);
    const rebuilt: unknown[] = await consumer.dataSource.query('SELECT 1 FROM messaging.outbox');
    expect(rebuilt).toEqual([]);
    // What comes after the end that the log had then is news.
    await region.send(topic, event(randomUUID(), 2));
    await eventually(async () => (await notices()).length === 1, { what: 'the notice of the new gap' });
  });
});
