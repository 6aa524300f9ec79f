import { randomUUID } from 'node:crypto';
import type { RunningService } from '#messaging';
import { createDataSource } from '#persistence';
import { eventually, type TestDatabase } from '#testing';
import { askAsOperator, LinkageSurroundings, type PublishedCluster } from './linkage-fixture.testing.js';
import { startLinkage } from './linkage-service.js';

/** What a reader that folds the topic knows: the last event of each cluster that has members. */
function fold(events: readonly PublishedCluster[]): string[] {
  const last = new Map(events.map((event) => [event.subject, event.data]));
  const living = [...last.values()].filter(({ mentionRefs }) => mentionRefs.length > 0);
  return living.map(({ mentionRefs }) => mentionRefs.join()).sort();
}

/** Versions of every subject count from 1 without gap or repetition. */
function versionsAreWhole(events: readonly PublishedCluster[]): boolean {
  const counts = new Map<string, number>();
  return events.every(({ subject, version }) => {
    const next = (counts.get(subject) ?? 0) + 1;
    counts.set(subject, next);
    return version === next;
  });
}

/** An event that was sent some days ago; its subject says how many. */
const SENT_LONG_AGO = `
  INSERT INTO messaging.outbox (lease, topic, subject, version, id, type, time, urgent, not_before, sent_at)
  VALUES (0, 'linkage.cluster', $1::text, 1, gen_random_uuid(), 'old', '', false, now(), now() - $1::int * interval '1 day')`;

describe('the linkage service on Kafka and PostgreSQL', () => {
  let around: LinkageSurroundings;
  let store: TestDatabase;
  let service: RunningService;
  const [a, b, c, d] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()].sort() as [
    string,
    string,
    string,
    string,
  ];

  const start = async (database: TestDatabase) => {
    service = await startLinkage(await around.config(database), new AbortController().signal);
    const ready = async () => (await fetch(`${service.url}/health/ready`)).ok;
    await eventually(ready, { timeoutMs: 30_000, what: 'linkage to be ready' });
  };
  const MENTIONS = ['kz.mention', 'kg.mention', 'tj.mention', 'uz.mention'];
  const settled = (topics = MENTIONS) => around.caughtUp(store, topics);
  const hash = async () =>
    (await askAsOperator(service.url, '/v1/state-hash')).json() as Promise<{ stateHash: string }>;

  beforeAll(async () => {
    around = await LinkageSurroundings.create();
    store = await around.emptyStore();
    await start(store);
  });

  afterAll(async () => {
    await service?.stop();
    await around?.remove();
  });

  test('forgets what it sent more than 90 days ago, nothing else', async () => {
    const database = await createDataSource({ url: store.url, poolSize: 1, applicationName: 'spec' }).initialize();
    const put = (days: number) => database.query(SENT_LONG_AGO, [days]);
    const subjects = () => database.query<{ subject: string }[]>('SELECT subject FROM messaging.outbox');
    await service.stop();
    await Promise.all([put(89), put(91)]);
    await start(store);
    await eventually(async () => (await subjects()).length === 1, { what: 'the oldest event to be forgotten' });
    expect(await subjects()).toEqual([{ subject: '89' }]);
    await database.destroy();
  });

  test('answers mentions with clusters', async () => {
    await around.mention('KZ', a, 1, '1');
    await around.mention('KG', b, 1, '1');
    await around.mention('TJ', c, 1, '2');
    await settled();
    expect(fold(await around.published())).toEqual([`${a},${b}`]);
    expect(await (await askAsOperator(service.url, '/v1/progress')).json()).toEqual({
      phase: 'LIVE',
      mentions: 3,
      clusters: 1,
      crossBorder: 1,
      outboxPending: 0,
    });
  });

  test('a new revision moves a mention, a retraction and its tombstone take it out', async () => {
    await around.mention('TJ', c, 2, '1');
    await settled();
    expect(fold(await around.published())).toEqual([`${a},${b},${c}`]);
    await around.mention('KG', b, 2);
    await around.tombstone('KG', b, 2);
    await settled();
    expect(fold(await around.published())).toEqual([`${a},${c}`]);
  });

  test('a malformed encoding lies in quarantine with its reason, and only that', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    await around.malformed('UZ', bad);
    await around.mention('UZ', good, 1, '2');
    await settled();
    const refused = (await (await askAsOperator(service.url, '/v1/quarantine')).json()) as { reason: string }[];
    expect(refused.map(({ reason }) => reason)).toEqual(['encoding-segment-weight']);
    expect(await (await askAsOperator(service.url, '/v1/progress')).json()).toMatchObject({ mentions: 3 });
    await around.mention('UZ', good, 2);
    await settled();
  });

  test('shows lag, parked, quarantined and outbox to operators, nothing to others', async () => {
    const page = await (await askAsOperator(service.url, '/metrics')).text();
    for (const name of ['parked', 'quarantined', 'outbox_pending', 'outbox_age', 'consumer_lag', 'applied_total']) {
      expect(page).toContain(`kerege_${name}`);
    }
    for (const path of ['/metrics', '/v1/progress', '/v1/state-hash']) {
      expect((await fetch(service.url + path)).status).toBe(401);
    }
  });

  test('rebuilt from the topics into an empty store it has the same state and says nothing twice', async () => {
    await settled([...MENTIONS, 'linkage.cluster']);
    const [before, said] = [await hash(), await around.published()];
    await service.stop();
    store = await around.emptyStore();
    await start(store);
    await settled([...MENTIONS, 'linkage.cluster']);
    expect(await hash()).toEqual(before);
    expect(await around.published()).toHaveLength(said.length);
  });

  test('a rebuild publishes what the topic does not say yet and continues its versions', async () => {
    await service.stop();
    await around.mention('UZ', d, 1, '1');
    store = await around.emptyStore();
    await start(store);
    await settled();
    const said = await around.published();
    expect(fold(said)).toEqual([`${a},${c},${d}`]);
    expect(versionsAreWhole(said)).toBe(true);
    await around.mention('UZ', d, 2);
    await settled();
    expect(fold(await around.published())).toEqual([`${a},${c}`]);
  });

  test('says that it failed for good when a topic turns out to be another one', async () => {
    const database = await createDataSource({ url: store.url, poolSize: 1, applicationName: 'spec' }).initialize();
    // The offset looks taken, so the group is joined again and the stored rows are compared anew.
    await database.query(
      "UPDATE messaging.stream SET topic_id = 'other', next_offset = next_offset + 1 WHERE topic = 'uz.mention'",
    );
    await database.destroy();
    await around.mention('UZ', randomUUID(), 1, '1');
    expect(await service.failed).toMatchObject({ code: 'other-topic' });
  });
});
