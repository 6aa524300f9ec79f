import { randomUUID } from 'node:crypto';
import { MAX_EVENT_BYTES } from '#contracts';
import { createDataSource, inTransaction, migrate, retryingTransaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { OutgoingEvent } from '../accepted-event.js';
import { Outbox } from './outbox.js';
import { outboxMigrations } from './outbox-migrations.js';
import { outboxState, pruneJournal, resend } from './outbox-state.js';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const outbox = new Outbox();
let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await testDatabase('outbox');
  await migrate({ ownerUrl: database.ownerUrl, migrations: outboxMigrations, serviceRole: database.serviceRole });
  dataSource = await createDataSource({ url: database.url, poolSize: 10, applicationName: 'outbox-spec' }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});
beforeEach(async () => {
  await dataSource.query('DELETE FROM messaging.outbox');
  await dataSource.query('DELETE FROM messaging.outbox_subject');
});

const closed = (subject: string, extra: Partial<OutgoingEvent> = {}): OutgoingEvent => ({
  topic: 'kz.case',
  type: 'kerege.case.closed.v1',
  subject,
  time: '2022-01-01T00:00:00Z',
  data: { reason: 'OTHER', year: 2022 },
  ...extra,
});
const binding = (subject: string, data: object | null): OutgoingEvent =>
  closed(subject, { topic: 'kz.binding', type: 'kerege.binding.published.v1', data });

interface Row {
  readonly subject: string;
  readonly version: number;
  readonly id: string;
  readonly data: string | null;
}
const rows = () => dataSource.query<Row[]>('SELECT subject, version, id, data FROM messaging.outbox ORDER BY seq');
const add = (...events: OutgoingEvent[]) => inTransaction(dataSource, (tx) => outbox.add(tx, events));

test('versions of a subject are consecutive within a call and from call to call, ids random, data exactly as sent', async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  await add(closed(a), closed(b), closed(a, { data: { reason: 'RETURNED', year: 2023 } }));
  await add(closed(a));
  const stored = await rows();
  expect(stored.map(({ subject, version }) => [subject, version])).toEqual([
    [a, 1],
    [b, 1],
    [a, 2],
    [a, 3],
  ]);
  expect(stored[2]?.data).toBe('{"reason":"RETURNED","year":2023}');
  expect(new Set(stored.map((row) => row.id)).size).toBe(4);
  for (const { id } of stored) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/);
});

test('listeners are told after the commit, of nothing that was rolled back and of nothing that is held', async () => {
  const own = new Outbox();
  const seen: number[] = [];
  const stored = async () => (await rows()).length;
  const told = new Promise<void>((resolve) =>
    own.onCommitted(() => void stored().then((n) => resolve(void seen.push(n)))),
  );
  const rolledBack = inTransaction(dataSource, async (tx) => {
    await own.add(tx, [closed(randomUUID())]);
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  await inTransaction(dataSource, (tx) => own.add(tx, [closed(randomUUID(), { notBefore: new Date(2100, 0) })]));
  await inTransaction(dataSource, (tx) => own.add(tx, [closed(randomUUID()), closed(randomUUID())]));
  await told;
  expect(seen).toEqual([3]);
});

test('the same subject on two topics has versions of its own on each', async () => {
  const subject = randomUUID();
  await add(closed(subject), binding(subject, { caseRef: null }), closed(subject));
  expect((await rows()).map((row) => row.version)).toEqual([1, 1, 2]);
});

test('events of a transaction that rolls back never were, their versions included', async () => {
  const subject = randomUUID();
  await add(closed(subject));
  const abandoned = inTransaction(dataSource, async (tx) => {
    await outbox.add(tx, [closed(subject), closed(subject)]);
    throw new Error('abandoned');
  });
  await expect(abandoned).rejects.toThrow('abandoned');
  await add(closed(subject));
  expect((await rows()).map((row) => row.version)).toEqual([1, 2]);
});

test('concurrent transactions give each subject one line of versions in the order of entry, whatever they add', async () => {
  const subjects = Array.from({ length: 5 }, () => randomUUID());
  const batch = fc.array(fc.nat({ max: subjects.length - 1 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 2, maxLength: 8 }), async (batches) => {
      await dataSource.query('DELETE FROM messaging.outbox');
      await dataSource.query('DELETE FROM messaging.outbox_subject');
      await Promise.all(
        batches.map((indexes) =>
          retryingTransaction(dataSource, (tx) =>
            outbox.add(
              tx,
              indexes.map((i) => closed(subjects[i] ?? '')),
            ),
          ),
        ),
      );
      const stored = await rows();
      expect(stored).toHaveLength(batches.flat().length);
      for (const subject of subjects) {
        const versions = stored.filter((row) => row.subject === subject).map((row) => row.version);
        expect(versions).toEqual(versions.map((_, i) => i + 1));
      }
    }),
    { seed: SEED, numRuns: 25 },
  );
});

test('concurrent transactions lock subjects in one order: no deadlock even without repetition', async () => {
  const subjects = Array.from({ length: 200 }, () => randomUUID());
  const shuffledBy = (salt: number) =>
    [...subjects].sort((x, y) => (x.charCodeAt(salt) ?? 0) - (y.charCodeAt(salt) ?? 0));
  const transactions = Array.from({ length: 8 }, (_, i) => add(...shuffledBy(i).map((subject) => closed(subject))));
  await Promise.all(transactions);
  expect(await rows()).toHaveLength(1_600);
});

test('a tombstone repeats the version of the retraction before it and holds no data', async () => {
  const subject = randomUUID();
  await add(binding(subject, { caseRef: randomUUID() }));
  await add(binding(subject, { caseRef: null }), binding(subject, null));
  expect((await rows()).map(({ version, data }) => [version, data])).toEqual([
    [1, expect.any(String)],
    [2, '{"caseRef":null}'],
    [2, null],
  ]);
});

test.each<[string, string, OutgoingEvent]>([
  ['a topic that is not in the contract', 'unknown-topic', closed(randomUUID(), { topic: 'kz.secrets' })],
  ['a type that does not belong on the topic', 'wrong-type', closed(randomUUID(), { topic: 'kz.mention' })],
  ['an unknown field', 'invalid-data', closed(randomUUID(), { data: { reason: 'OTHER', year: 2022, name: 'Canary' } })],
  ['an unknown code', 'invalid-data', closed(randomUUID(), { data: { reason: 'Canary', year: 2022 } })],
  ['a subject that is no UUID', 'invalid-subject', closed('Canary')],
  ['a time with an offset', 'invalid-time', closed(randomUUID(), { time: '2022-01-01T00:00:00+06:00' })],
  ['a tombstone on a log', 'tombstone-not-compacted', closed(randomUUID(), { data: null })],
  ['a tombstone of something never sent', 'tombstone-without-event', binding(randomUUID(), null)],
])('%s does not get into the outbox, and the error quotes no value', async (_what, code, event) => {
  const error: unknown = await add(closed(randomUUID()), event).catch((e: unknown) => e);
  expect(error).toMatchObject({ name: 'OutboxError', code });
  expect(String(error)).not.toContain('Canary');
  expect(await rows()).toEqual([]);
});

test('an event larger than the wire takes is refused when it is made, not when it is sent', async () => {
  const mentionRefs = Array.from({ length: 1_600 }, () => randomUUID());
  const event = closed(randomUUID(), {
    topic: 'linkage.cluster',
    type: 'kerege.cluster.changed.v1',
    data: { clusterRef: randomUUID(), mentionRefs, status: 'STATISTICAL', cause: 'MENTION' },
  });
  const size = Buffer.byteLength(JSON.stringify(event.data));
  const added = add(event);
  if (size > MAX_EVENT_BYTES) await expect(added).rejects.toMatchObject({ code: 'too-large' });
  else await added;
});

test('thousands of events take two statements', async () => {
  const statements: string[] = [];
  await inTransaction(dataSource, async (tx) => {
    const counting = Object.create(tx, {
      rows: { value: (sql: string, p: unknown[]) => (statements.push(sql), tx.rows(sql, p)) },
      run: { value: (sql: string, p: unknown[]) => (statements.push(sql), tx.run(sql, p)) },
    }) as typeof tx;
    await outbox.add(
      counting,
      Array.from({ length: 5_000 }, () => closed(randomUUID())),
    );
  });
  expect(statements).toHaveLength(2);
  expect(await outboxState(dataSource)).toMatchObject({ pending: 5_000 });
});

describe('the journal', () => {
  const markAllSent = () => dataSource.query("UPDATE messaging.outbox SET sent_at = now() - interval '2 days'");
  const unsent = () =>
    dataSource.query<{ version: number }[]>('SELECT version FROM messaging.outbox WHERE sent_at IS NULL ORDER BY seq');

  test('resend brings back what was sent from a version on, with the same ids', async () => {
    const subject = randomUUID();
    await add(closed(subject), closed(subject), closed(subject), closed(randomUUID()));
    const before = await rows();
    await markAllSent();
    expect(await inTransaction(dataSource, (tx) => resend(tx, 'kz.case', subject, 2))).toBe(2);
    expect(await unsent()).toEqual([{ version: 2 }, { version: 3 }]);
    expect(await rows()).toEqual(before);
    expect(await inTransaction(dataSource, (tx) => resend(tx, 'kz.case', randomUUID(), 1))).toBe(0);
  });

  test('pruning forgets old sent events only', async () => {
    await add(closed(randomUUID()));
    await markAllSent();
    await add(closed(randomUUID()));
    expect(await inTransaction(dataSource, (tx) => pruneJournal(tx, new Date(Date.now() - 86_400_000)))).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  test('age counts from when an event could have left: held ones have none', async () => {
    await add(closed(randomUUID(), { notBefore: new Date(Date.now() + 3_600_000) }));
    expect(await outboxState(dataSource)).toEqual({ pending: 1, ageSeconds: 0 });
    await dataSource.query("UPDATE messaging.outbox SET not_before = now() - interval '90 seconds'");
    const { ageSeconds } = await outboxState(dataSource);
    expect(ageSeconds).toBeGreaterThanOrEqual(90);
    expect(ageSeconds).toBeLessThan(150);
  });
});
