import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { createDataSource, inTransaction, type Transaction } from '#persistence';
import { generateSigningKey, parseSignature, verifyEvent } from '#security';
import { eventually } from '#testing';
import type { KafkaConnection } from '../kafka/kafka-connection.js';
import { pendingCount, resend } from './outbox-state.js';
import { partitionFor } from './partition.js';
import { closed, inAnHour, outbox, RelayFixture, signingKey, voided } from './relay-fixture.testing.js';
import { OUTBOX_LEASES } from './relay-leases.js';
import { firstSeen, header, type SentRecord } from './sent-records.testing.js';

let at: RelayFixture;

beforeEach(async () => {
  at = await RelayFixture.create();
});
afterEach(() => at.close());

test('another key signs from the next batch on; held, nothing leaves until there is one', async () => {
  const next = generateSigningKey('kz-2');
  const relay = at.startRelay();
  const [before, after] = [randomUUID(), randomUUID()];
  await at.add(closed(before));
  await at.allSent();
  relay.hold();
  await at.add(closed(after));
  await expect(at.allSent(500)).rejects.toThrow('an empty outbox');
  relay.signWith(next);
  await at.allSent();
  const kids = (await at.sent()).map(({ subject, message }) => [
    subject,
    parseSignature(header(message, 'ce_signature'))?.kid,
  ]);
  expect(Object.fromEntries(kids)).toEqual({ [before]: 'kz-1', [after]: 'kz-2' });
});

test('an event leaves signed for its topic, under the key of its subject, with the bytes of the outbox', async () => {
  at.startRelay();
  const subject = randomUUID();
  await at.add(closed(subject, { anonymizationprofile: 'a'.repeat(64), policyversion: 'kz-1' }));
  await at.allSent();
  const [record] = await at.sent();
  if (record === undefined) throw new Error('nothing was sent');
  const { message } = record;
  expect(record.partition).toBe(partitionFor(subject, 4));
  expect(message.value?.toString()).toBe('{"reason":"OTHER","year":2022}');
  expect(
    ['content-type', 'ce_specversion', 'ce_source', 'ce_policyversion'].map((name) => header(message, name)),
  ).toEqual(['application/json', '1.0', 'KZ', 'kz-1']);
  const parsed = parseSignature(header(message, 'ce_signature'));
  if (parsed === null) throw new Error('no signature');
  const received = {
    topic: `${at.kafka.prefix}kz.case`,
    key: subject,
    id: record.id,
    source: 'KZ',
    type: 'kerege.case.closed.v1',
    subject,
    version: 1,
    time: '2022-01-01T00:00:00Z',
    anonymizationprofile: 'a'.repeat(64),
    policyversion: 'kz-1',
    contenttype: 'application/json',
    value: message.value,
  };
  expect(verifyEvent(signingKey.publicKey, parsed, received)).toBe(true);
  expect(verifyEvent(signingKey.publicKey, parsed, { ...received, topic: 'kz.case' })).toBe(false);
});

test('of two transactions that commit in reverse order of entry none is lost', async () => {
  at.startRelay();
  const [early, late] = [randomUUID(), randomUUID()];
  let commitEarly: () => void = () => undefined;
  const mayCommit = new Promise<void>((resolve) => (commitEarly = resolve));
  const entered = new Promise<void>((resolve, reject) => {
    void inTransaction(at.dataSource, async (tx) => {
      await outbox.add(tx, [closed(early)]);
      resolve();
      await mayCommit;
    }).catch(reject);
  });
  await entered;
  await at.add(closed(late));
  await eventually(async () => (await at.sent()).some((record) => record.subject === late), {
    what: 'the later entry',
  });
  expect((await at.sent()).map((record) => record.subject)).toEqual([late]);
  commitEarly();
  await eventually(async () => (await at.sent()).some((record) => record.subject === early), {
    what: 'the earlier entry',
  });
});

test('a later version of a subject cannot commit before the earlier one', async () => {
  at.startRelay();
  const subject = randomUUID();
  const order: string[] = [];
  let second: Promise<unknown> = Promise.resolve();
  await inTransaction(at.dataSource, async (tx: Transaction) => {
    await outbox.add(tx, [closed(subject)]);
    second = at.add(voided(subject)).then(() => order.push('second'));
    await eventually(async () => {
      const [row] = await at.dataSource.query<{ waiting: number }[]>(
        "SELECT count(*)::integer AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return row?.waiting === 1;
    });
    order.push('first');
  });
  await second;
  expect(order).toEqual(['first', 'second']);
  await at.allSent();
  expect(firstSeen(await at.sent(), subject)).toEqual([1, 2]);
});

test('held events wait for their batch; a protective one leaves at once and pulls its subject’s earlier ones forward', async () => {
  at.startRelay();
  const [held, protectedSubject] = [randomUUID(), randomUUID()];
  await at.add(closed(held, { notBefore: inAnHour() }), closed(protectedSubject, { notBefore: inAnHour() }));
  await at.add(voided(protectedSubject));
  await eventually(async () => (await pendingCount(at.dataSource)) === 1, { what: 'the protective event' });
  expect((await at.sent()).map(({ subject, version }) => [subject, version])).toEqual([
    [protectedSubject, 1],
    [protectedSubject, 2],
  ]);
});

test('flush sends what is held, and resolves when it is on the brokers', async () => {
  const relay = at.startRelay();
  await at.add(...Array.from({ length: 50 }, () => closed(randomUUID(), { notBefore: inAnHour() })));
  await relay.flush();
  expect(await at.sent()).toHaveLength(50);
  await relay.stop();
  await at.add(closed(randomUUID()));
  await expect(relay.flush()).rejects.toThrow('not running');
});

test('a batch leaves in another order than it was entered in, each subject’s versions in theirs', async () => {
  const subjects = Array.from({ length: 60 }, () => randomUUID());
  await at.add(...subjects.map((subject) => closed(subject)), ...subjects.map((subject) => voided(subject)));
  at.startRelay();
  await at.allSent();
  const records = await at.sent();
  for (const subject of subjects) expect(firstSeen(records, subject)).toEqual([1, 2]);
  const entered = (partition: number) => subjects.filter((subject) => partitionFor(subject, 4) === partition);
  const left = (partition: number) => [
    ...new Set(records.filter((r) => r.partition === partition).map((r) => r.subject)),
  ];
  // The chance that all four partitions keep the order of entry is below 1 in 10^40.
  expect([0, 1, 2, 3].map(left)).not.toEqual([0, 1, 2, 3].map(entered));
});

test('killed between sending and marking, the events are sent again and none is lost', async () => {
  const subjects = Array.from({ length: 20 }, () => randomUUID());
  await at.add(...subjects.flatMap((subject) => [closed(subject), voided(subject)]));
  const owner = await createDataSource({
    url: at.database.ownerUrl,
    poolSize: 1,
    applicationName: 'owner',
  }).initialize();
  await owner.query(`REVOKE UPDATE ON messaging.outbox FROM "${at.database.serviceRole}"`);
  at.startRelay();
  await eventually(async () => (await at.sent()).length >= 80, { what: 'a second sending', timeoutMs: 30_000 });
  expect(await pendingCount(at.dataSource)).toBe(40);
  await owner.query(`GRANT UPDATE ON messaging.outbox TO "${at.database.serviceRole}"`);
  await owner.destroy();
  await at.allSent();
  const records = await at.sent();
  for (const subject of subjects) expect(firstSeen(records, subject)).toEqual([1, 2]);
  expect(new Set(records.map((record) => record.id)).size).toBe(40);
  expect(at.warnings).toContainEqual(expect.objectContaining({ code: '42501' }));
});

test('with two relays, restarts and ended sessions no subject is ever reordered, and nothing is lost', async () => {
  const subjects = Array.from({ length: 12 }, () => randomUUID());
  const half = OUTBOX_LEASES / 2;
  at.startRelay({ maxLeases: half });
  at.startRelay({ maxLeases: OUTBOX_LEASES });
  const added = new Map<string, number>();
  for (let round = 0; round < 40; round += 1) {
    const events = Array.from({ length: 1 + randomInt(12) }, () => closed(subjects[randomInt(subjects.length)] ?? ''));
    for (const { subject } of events) added.set(subject, (added.get(subject) ?? 0) + 1);
    await at.add(...events);
    if (round % 8 === 3) await endRelaySessions();
    if (round % 8 === 7) {
      await at.relays.shift()?.stop();
      at.startRelay({ maxLeases: round % 16 === 7 ? half : OUTBOX_LEASES });
    }
  }
  await at.allSent();
  const records = await at.sent();
  for (const [subject, count] of added) {
    expect(firstSeen(records, subject)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  }
  assertNoStaleNews(records);
});

/** Ends the sessions that hold leases, as a failing network would. */
async function endRelaySessions(): Promise<void> {
  await at.dataSource.query(`
    SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
}

/** After a version was seen, only repeats of versions before it may follow: never a first sight of an older one. */
function assertNoStaleNews(records: readonly SentRecord[]): void {
  const highest = new Map<string, number>();
  const seen = new Set<string>();
  for (const { subject, version } of records) {
    const known = seen.has(`${subject}/${version}`);
    expect(known || version === (highest.get(subject) ?? 0) + 1).toBe(true);
    seen.add(`${subject}/${version}`);
    highest.set(subject, Math.max(version, highest.get(subject) ?? 0));
  }
}

test('two relays do not repeat each other’s work', async () => {
  at.startRelay({ maxLeases: OUTBOX_LEASES / 2 });
  at.startRelay();
  for (let round = 0; round < 20; round += 1) await at.add(...Array.from({ length: 50 }, () => closed(randomUUID())));
  await at.allSent();
  expect(await at.sent()).toHaveLength(1_000);
});

test('a relay takes over as soon as another one stops, and leaves no lock behind', async () => {
  const first = at.startRelay();
  await at.add(closed(randomUUID()));
  await at.allSent();
  const second = at.startRelay();
  await first.stop();
  await at.add(closed(randomUUID()));
  await at.allSent(10_000);
  await second.stop();
  const [row] = await at.dataSource.query<{ locks: number }[]>(
    "SELECT count(*)::integer AS locks FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
  );
  expect(row).toEqual({ locks: 0 });
});

test('what the broker refuses for one topic is kept and does not hold up the others', async () => {
  at.startRelay();
  const foreign = closed(randomUUID(), { topic: 'uz.case' });
  await at.add(foreign);
  await eventually(() => at.warnings.some((w) => 'topic' in w && w.topic === 'uz.case'), { what: 'the refusal' });
  expect(at.warnings).toContainEqual(expect.objectContaining({ topic: 'uz.case', code: 'TOPIC_AUTHORIZATION_FAILED' }));
  const own = randomUUID();
  await at.add(closed(own));
  await eventually(async () => (await at.sent()).some((record) => record.subject === own), { what: 'the other topic' });
  expect(await pendingCount(at.dataSource)).toBe(1);
});

test('what a receiver missed is sent again from the journal, same ids', async () => {
  at.startRelay();
  const subject = randomUUID();
  await at.add(closed(subject), closed(subject), closed(subject));
  await at.allSent();
  await inTransaction(at.dataSource, (tx) => resend(tx, 'kz.case', subject, 2));
  await at.allSent();
  const records = await at.sent();
  expect(records.map((record) => record.version)).toEqual([1, 2, 3, 2, 3]);
  expect(records[3]?.id).toBe(records[1]?.id);
});

test('brokers that are away are waited for, and stop does not wait for them', async () => {
  const server = createServer((socket) => {
    const [host, port] = (at.kafka.brokers[0] ?? '').split(':');
    const upstream = connect(Number(port), host);
    socket.pipe(upstream).pipe(socket);
    socket.on('error', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
  });
  const port = await freePort();
  const connection: KafkaConnection = { ...at.kafka.connection('national-kz'), brokers: [`127.0.0.1:${port}`] };
  const impatient = at.startRelay({ connection });
  await at.add(closed(randomUUID()));
  await eventually(() => at.warnings.some((w) => 'attempt' in w), { what: 'a failed attempt' });
  await impatient.stop();
  at.startRelay({ connection });
  server.listen(port, '127.0.0.1');
  await at.allSent(60_000);
  expect(await at.sent()).toHaveLength(1);
  server.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('ten thousand events keep their order per subject through many batches', async () => {
  const subjects = Array.from({ length: 1_000 }, () => randomUUID());
  for (let round = 0; round < 10; round += 1) await at.add(...subjects.map((subject) => closed(subject)));

  at.startRelay();
  await at.allSent(60_000);

  const bySubject = new Map<string, number[]>();
  for (const { subject, version } of await at.sent()) {
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), version]);
  }

  expect(bySubject.size).toBe(1_000);
  for (const versions of bySubject.values()) expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
