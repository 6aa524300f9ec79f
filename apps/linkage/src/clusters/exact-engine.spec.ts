import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { clusterRefOf, connectedClusters, exactLinks, firstMember, matchRefOf } from '#linkage';
import { createDataSource, inTransaction, migrate, type Transaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import { linkageMigrations } from '../migrations/index.js';
import { hashIn, type StateHash } from '../operation/state-hash.js';
import { ExactEngine } from './exact-engine.js';
import { content, expectedClusters, histories, TIGHT, uuid, type Input } from './histories.testing.js';
import type { MentionContent, MentionRevision } from './linkage-engine.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);
const INTERLEAVINGS = Number(process.env['KEREGE_RUNS'] ?? 40);

async function storedClusters(tx: Transaction): Promise<string[]> {
  const rows = await tx.rows<{ cluster_ref: string; status: string; members: string[]; counted: number }>(`
    SELECT cluster.cluster_ref, cluster.status, cluster.members AS counted,
           array_agg(mention.mention_ref::text COLLATE "C" ORDER BY mention.mention_ref::text COLLATE "C") AS members
      FROM linkage.cluster JOIN linkage.member USING (cluster_ref) JOIN linkage.mention ON mention.id = member.mention_id
     GROUP BY cluster.cluster_ref`);
  expect(rows.every(({ members, counted }) => members.length === counted)).toBe(true);
  return rows.map(({ cluster_ref, status, members }) => `${cluster_ref} ${status} ${members.join()}`).sort();
}

class Undo extends Error {}

describe('clusters event by event', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase('linkage_engine');
    await migrate({ ownerUrl: database.ownerUrl, migrations: linkageMigrations, serviceRole: database.serviceRole });
    dataSource = createDataSource({ url: database.url, poolSize: 2, applicationName: 'spec' });
    await dataSource.initialize();
  });

  afterAll(async () => {
    await dataSource?.destroy();
    await database?.drop();
  });

  /** In a transaction that is rolled back: each case begins with an empty store. */
  async function fresh(work: (tx: Transaction) => Promise<void>): Promise<void> {
    await inTransaction(dataSource, async (tx) => {
      await work(tx);
      throw new Undo();
    }).catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  }

  async function feed(tx: Transaction, engine: ExactEngine, batch: readonly Input[]): Promise<void> {
    await engine.apply(
      tx,
      batch.flatMap((input) => ('mention' in input ? [input.mention] : [])),
    );
    await engine.decide(
      tx,
      batch.flatMap((input) => ('decision' in input ? [input.decision] : [])),
    );
  }

  const only = (mentions: readonly MentionRevision[]) => mentions.map((mention): Input => ({ mention }));
  const first = (source: string, n: number, c: MentionContent | null, version = 1): MentionRevision => ({
    source,
    mentionRef: uuid(n),
    version,
    content: c,
  });

  test(`and their state hash are the same for every order, repetition and batch size (seed ${SEED})`, async () => {
    const hashes: StateHash[] = [];
    await fc.assert(
      fc.asyncProperty(histories(), async ({ inputs, order }) => {
        await fresh(async (tx) => {
          const engine = new ExactEngine(TIGHT);
          for (const batch of order) await feed(tx, engine, batch);
          expect(await storedClusters(tx)).toEqual(expectedClusters(inputs, TIGHT));
          hashes.push(await hashIn(tx));
        });
        await fresh(async (tx) => {
          await feed(tx, new ExactEngine(TIGHT), inputs);
          expect(await hashIn(tx)).toEqual(hashes.pop());
        });
      }),
      { seed: SEED, numRuns: INTERLEAVINGS },
    );
  });

  test(`without decisions are the connected components of the exact links (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(histories(), async ({ inputs, order }) => {
        const mentions = inputs.flatMap((input) => ('mention' in input ? [input.mention] : []));
        const last = [...new Map(mentions.map((m) => [m.mentionRef, m])).values()];
        const rows = last.flatMap(({ source, mentionRef, content: c }) =>
          c === null
            ? []
            : [
                {
                  source,
                  mentionRef,
                  epoch: c.epoch,
                  tags: Object.fromEntries(c.variants.map(({ v, tag }) => [v, tag])),
                },
              ],
        );
        const months = new Map(
          last.map((m) => [m.mentionRef, { ...m, reportedMonth: m.content?.reportedMonth ?? '' }]),
        );
        const expected = connectedClusters(exactLinks(rows)).map((refs) => {
          const head = firstMember(refs.flatMap((ref) => months.get(ref) ?? []));
          return `${clusterRefOf(head)} STATISTICAL ${refs.join()}`;
        });
        await fresh(async (tx) => {
          const engine = new ExactEngine();
          for (const batch of order) {
            await feed(
              tx,
              engine,
              batch.filter((input) => 'mention' in input),
            );
          }
          expect(await storedClusters(tx)).toEqual(expected.sort());
        });
      }),
      { seed: SEED, numRuns: 30 },
    );
  });

  test.each([
    ['document', { X1: 'a' }, { X1: 'a' }, true],
    ['national id', { X2: 'a' }, { X2: 'a' }, true],
    ['name skeletons with birth date and sex', { A: 'a', E: 'b' }, { A: 'a', E: 'b' }, true],
    ['birth date and sex alone', { A: 'a' }, { A: 'a' }, false],
    ['names alone', { E: 'a' }, { E: 'a' }, false],
    ['phone alone', { X3: 'a' }, { X3: 'a' }, false],
    ['phone with given name and year', { X3: 'a', C: 'b' }, { X3: 'a', C: 'b' }, true],
    ['phone with other names', { X3: 'a', C: 'b' }, { X3: 'a', C: 'c' }, false],
  ])('equal %s', async (_what, one, other, linked) => {
    await fresh(async (tx) => {
      await feed(tx, new ExactEngine(), only([first('KZ', 1, content(one)), first('KG', 2, content(other))]));
      expect(await storedClusters(tx)).toHaveLength(linked ? 1 : 0);
    });
  });

  test('tags of different epochs are never compared', async () => {
    await fresh(async (tx) => {
      const [old, young] = [content({ X1: 'a' }), content({ X1: 'a' }, '2024-01', 2)];
      await feed(tx, new ExactEngine(), only([first('KZ', 1, old), first('KG', 2, young)]));
      expect(await storedClusters(tx)).toEqual([]);
    });
  });

  test('two documents of one person link with either', async () => {
    await fresh(async (tx) => {
      const both = {
        ...content({}),
        variants: ['a', 'b'].map((t) => ({ v: 'X1' as const, tag: t.padStart(16, '0') })),
      };
      const mentions = [
        first('KZ', 1, both),
        first('KG', 2, content({ X1: 'a' })),
        first('UZ', 3, content({ X1: 'b' })),
      ];
      await feed(tx, new ExactEngine(), only(mentions));
      expect(await storedClusters(tx)).toEqual([
        `${clusterRefOf({ mentionRef: uuid(2) })} STATISTICAL ${[1, 2, 3].map(uuid).join()}`,
      ]);
    });
  });

  test('a flood through one key joins none of its source and leaves the others joined; under the cap it joins again', async () => {
    const flood = (n: number) => Array.from({ length: n }, (_, i) => first('TJ', 100 + i, content({ X1: 'a' })));
    await fresh(async (tx) => {
      const engine = new ExactEngine({ keyCap: 500, clusterCap: 1_600 });
      await feed(
        tx,
        engine,
        only([first('KZ', 1, content({ X1: 'a' })), first('KG', 2, content({ X1: 'a' })), ...flood(500)]),
      );
      expect((await storedClusters(tx))[0]?.split(' ')[2]?.split(',')).toHaveLength(502);
      await feed(tx, engine, only([first('TJ', 999, content({ X1: 'a' }))]));
      expect(await storedClusters(tx)).toEqual([
        `${clusterRefOf({ mentionRef: uuid(2) })} STATISTICAL ${uuid(1)},${uuid(2)}`,
      ]);
      await feed(tx, engine, only([first('TJ', 999, null, 2)]));
      expect((await storedClusters(tx))[0]?.split(' ')[2]?.split(',')).toHaveLength(502);
    });
  });

  test('a retraction leaves nothing but the revision, and an older revision that comes later changes nothing', async () => {
    await fresh(async (tx) => {
      const engine = new ExactEngine();
      const shared = content({ X1: 'a' });
      await feed(tx, engine, only([first('KZ', 1, shared), first('KG', 2, shared), first('KG', 2, null, 3)]));
      expect(await engine.apply(tx, [first('KG', 2, shared, 2)])).toEqual([]);
      const rows = await tx.rows(
        'SELECT version, active, epoch, reported_month FROM linkage.mention WHERE source = $1',
        ['KG'],
      );
      expect(rows).toEqual([{ version: '3', active: false, epoch: null, reported_month: null }]);
      expect(await tx.rows('SELECT 1 FROM linkage.mention_key WHERE source = $1', ['KG'])).toEqual([]);
      expect(await storedClusters(tx)).toEqual([]);
    });
  });

  test('changes name every cluster touched: a bridge that goes splits one cluster, and the history keeps both states', async () => {
    await fresh(async (tx) => {
      const engine = new ExactEngine();
      const bridge = content({ X1: 'a', X2: 'b' }, '2023-01');
      const ends = [
        first('KZ', 1, content({ X1: 'a' })),
        first('KG', 2, content({ X1: 'a' })),
        first('UZ', 3, content({ X2: 'b' })),
      ];
      await engine.apply(tx, [...ends, first('TJ', 4, bridge)]);
      const changes = await engine.apply(tx, [first('TJ', 4, null, 2)]);
      const [whole, rest] = [clusterRefOf({ mentionRef: uuid(4) }), clusterRefOf({ mentionRef: uuid(2) })];
      expect(changes).toEqual(
        expect.arrayContaining([
          { clusterRef: whole, mentionRefs: [], status: 'STATISTICAL', cause: 'RETRACTION' },
          {
            clusterRef: rest,
            mentionRefs: [uuid(1), uuid(2)],
            status: 'STATISTICAL',
            cause: expect.anything() as unknown,
          },
        ]),
      );
      const log = await tx.rows('SELECT before, after FROM linkage.cluster_log WHERE cluster_ref = $1 ORDER BY seq', [
        whole,
      ]);
      expect(log).toEqual([
        { before: [], after: [1, 2, 3, 4].map(uuid) },
        { before: [1, 2, 3, 4].map(uuid), after: [] },
      ]);
      await expect(tx.run('SAVEPOINT s')).resolves.toBeDefined();
      await expect(tx.run('DELETE FROM linkage.cluster_log')).rejects.toThrow();
    });
  });

  test('a decision of another country about a mention that is not its own has no effect', async () => {
    await fresh(async (tx) => {
      const engine = new ExactEngine();
      const matchRef = matchRefOf(uuid(1), uuid(2));
      const say = (source: string, n: number) => ({
        source,
        mentionRef: uuid(n),
        matchRef,
        version: 1,
        verdict: 'SAME' as const,
      });
      await engine.decide(tx, [say('KZ', 1), say('KZ', 2)]);
      await engine.apply(tx, [first('KZ', 1, content({})), first('KG', 2, content({}))]);
      expect(await storedClusters(tx)).toEqual([]);
      await engine.decide(tx, [say('KG', 2)]);
      expect(await storedClusters(tx)).toEqual([expect.stringContaining('CONFIRMED')]);
    });
  });
});
