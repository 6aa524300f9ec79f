import { randomUUID } from 'node:crypto';
import { inTransaction } from '#persistence';
import { parseSignature } from '#security';
import { eventually } from '#testing';
import type { IHeaders } from 'kafkajs';
import { createKafka } from '../kafka/kafka-connection.js';
import { resend } from './outbox-state.js';
import { binding, inAnHour, RelayFixture } from './relay-fixture.testing.js';
import { header, type SentRecord } from './sent-records.testing.js';

let at: RelayFixture;

beforeEach(async () => {
  at = await RelayFixture.create();
});
afterEach(() => at.close());

test('a retracted encoding that has not left yet never leaves; a sent one is forgotten here when its retraction has left', async () => {
  const [unsent, published] = [randomUUID(), randomUUID()];
  await at.add(binding(unsent, { caseRef: randomUUID() }, { notBefore: inAnHour() }));
  await at.add(binding(unsent, { caseRef: null }), binding(unsent, null));
  await at.add(binding(published, { caseRef: randomUUID() }));
  const relay = at.startRelay();
  await at.allSent();
  await at.add(binding(published, { caseRef: null }), binding(published, null));
  await relay.flush();
  const records = await at.sent('kz.binding');
  const of = (subject: string) =>
    records.filter((r) => r.subject === subject).map((r) => [r.version, r.message.value?.toString() ?? null]);
  expect(of(unsent)).toEqual([
    [2, '{"caseRef":null}'],
    [2, null],
  ]);
  expect(of(published).map(([version]) => version)).toEqual([1, 2, 2]);
  const journal = await at.dataSource.query<{ version: number }[]>('SELECT DISTINCT version FROM messaging.outbox');
  expect(journal).toEqual([{ version: 2 }]);
});

test('what was sent to a compacted topic is forgotten here, and cannot be asked for again', async () => {
  const subject = randomUUID();
  await at.add(binding(subject, { caseRef: randomUUID() }));
  at.startRelay();
  await at.allSent();
  const content = () =>
    at.dataSource.query<{ data: string }[]>('SELECT data FROM messaging.outbox WHERE subject = $1', [subject]);
  expect(await content()).toEqual([{ data: '{}' }]);
  expect(await inTransaction(at.dataSource, (tx) => resend(tx, 'kz.binding', subject, 1))).toBe(0);
});

test('what replaced an earlier record of a compacted topic is sent once more, last and once, and forgotten then', async () => {
  const [changed, retracted, fresh] = [randomUUID(), randomUUID(), randomUUID()];
  const caseRef = randomUUID();
  const relay = at.startRelay({ repeatAfterMs: 3_600_000 });
  await at.add(...[changed, retracted, fresh].map((subject) => binding(subject, { caseRef })));
  await at.allSent();
  await at.add(binding(changed, { caseRef }), binding(retracted, { caseRef: null }), binding(retracted, null));
  await at.allSent();
  await relay.stop();
  // A request that the relay gave up is taken now: the first record of each stands behind the last.
  await sendAgain('kz.binding', (record) => record.version === 1);
  await at.dataSource.query('UPDATE messaging.outbox SET repeat_at = now() WHERE repeat_at IS NOT NULL');
  at.startRelay({ repeatAfterMs: 1_000 });
  const due = 'SELECT FROM messaging.outbox WHERE repeat_at IS NOT NULL';
  await eventually(async () => (await at.dataSource.query<unknown[]>(due)).length === 0, { what: 'the repeats' });
  const records = await at.sent('kz.binding');
  const of = (subject: string) =>
    records.filter((r) => r.subject === subject).map((r) => [r.version, r.message.value?.toString() ?? null]);
  const published = JSON.stringify({ caseRef });
  expect(of(changed)).toEqual([1, 2, 1, 2].map((version) => [version, published]));
  expect(of(retracted).slice(-3)).toEqual([
    [1, published],
    [2, '{"caseRef":null}'],
    [2, null],
  ]);
  expect(of(fresh)).toHaveLength(2);
  const journal = await at.dataSource.query<object[]>('SELECT DISTINCT data FROM messaging.outbox ORDER BY data');
  expect(journal).toEqual([{ data: '{}' }, { data: null }]);
});

/** Puts records of a topic behind its end once more, byte by byte. */
async function sendAgain(topic: string, which: (record: SentRecord) => boolean): Promise<void> {
  const producer = createKafka(at.kafka.connection('national-kz')).producer();
  await producer.connect();
  for (const { partition, message } of (await at.sent(topic)).filter(which)) {
    const { key, value } = message;
    const headers = message.headers as IHeaders;
    await producer.send({ topic: at.kafka.prefix + topic, acks: -1, messages: [{ partition, key, value, headers }] });
  }
  await producer.disconnect();
}

test('a tombstone has no value and a signature over none', async () => {
  at.startRelay();
  const subject = randomUUID();
  await at.add(binding(subject, { caseRef: null }), binding(subject, null));
  await at.allSent();
  const [, tombstone] = await at.sent('kz.binding');
  expect(tombstone?.message.value).toBeNull();
  expect(parseSignature(tombstone === undefined ? '' : header(tombstone.message, 'ce_signature'))?.kid).toBe('kz-1');
});
