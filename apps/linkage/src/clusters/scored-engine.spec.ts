import fc from 'fast-check';
import { clusterRefOf, matchRefOf } from '#linkage';
import { createDataSource, type Transaction } from '#persistence';
import { hashIn, type StateHash } from '../operation/state-hash.js';
import { expectedClusters, expectedPossible } from './expected-state.testing.js';
import { feed, histories, TIGHT, uuid, type Input } from './histories.testing.js';
import type { MentionContent, MentionRevision } from './linkage-engine.js';
import { ScoredEngine } from './scored-engine.js';
import { TEST_MODEL, testContent } from './test-model.testing.js';
import { LinkageStore } from '../store-fixture.testing.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);
/** Histories among which some cross each cap in both directions. */
const ENOUGH = 50;
const INTERLEAVINGS = Number(process.env['KEREGE_RUNS'] ?? 200);

async function storedClusters(tx: Transaction): Promise<string[]> {
  const rows = await tx.rows<{ ref: string; status: string; contested: boolean; members: string[]; counted: number }>(`
    SELECT cluster.cluster_ref AS ref, cluster.status, cluster.contested, cluster.members AS counted,
           array_agg(mention.mention_ref::text COLLATE "C" ORDER BY mention.mention_ref::text COLLATE "C") AS members
      FROM linkage.cluster JOIN linkage.member USING (cluster_ref) JOIN linkage.mention ON mention.id = member.mention_id
     GROUP BY cluster.cluster_ref`);
  expect(rows.every(({ members, counted }) => members.length === counted)).toBe(true);
  return rows
    .map(
      ({ ref, status, contested, members }) =>
        `${ref} ${status} ${contested ? 'contested' : 'clear'} ${members.join()}`,
    )
    .sort();
}

async function storedPossible(tx: Transaction): Promise<string[]> {
  const rows = await tx.rows<{ ref: string; toward: string; mbits: number }>(`
    SELECT mention.mention_ref AS ref, toward.mention_ref AS toward, mbits
      FROM linkage.possible JOIN linkage.mention ON mention.id = mention_id JOIN linkage.mention AS toward ON toward.id = toward_id`);
  return rows.map(({ ref, toward, mbits }) => `${ref} ${toward} ${mbits}`).sort();
}

interface Floods {
  readonly crowd: number;
  readonly oversize: number;
}

/** How many tags and mentions are over a cap now. */
async function floods(tx: Transaction): Promise<Floods> {
  const [row] = await tx.rows<Floods>(`
    SELECT (SELECT count(*) FROM linkage.crowd)::integer AS crowd, (SELECT count(*) FROM linkage.oversize)::integer AS oversize`);
  return row ?? { crowd: 0, oversize: 0 };
}

/** Which caps histories have crossed, and in which direction. */
class Crossings {
  readonly kinds = new Set<string>();
  private last: Floods = { crowd: 0, oversize: 0 };

  look(now: Floods): void {
    for (const cap of ['crowd', 'oversize'] as const) {
      if (now[cap] !== this.last[cap]) this.kinds.add(`${cap} ${now[cap] > this.last[cap] ? 'up' : 'down'}`);
    }
    this.last = now;
  }

  /** The next history begins with an empty store. */
  end(): void {
    this.last = { crowd: 0, oversize: 0 };
  }
}

describe('clusters event by event', () => {
  let store: LinkageStore;

  beforeAll(async () => {
    store = await LinkageStore.create('linkage_engine');
  });

  afterAll(async () => {
    await store?.remove();
  });

  /** In a transaction that is rolled back: each case begins with an empty store. */
  const fresh = (work: (tx: Transaction) => Promise<void>) => store.undone(work);

  /** What autovacuum may do at any moment: to others the tables are empty now, and so the planner believes. */
  async function countedWhileNothingIsCommitted(): Promise<void> {
    const admin = createDataSource({ url: store.database.adminUrl, poolSize: 1, applicationName: 'spec' });
    await admin.initialize();
    for (const table of ['mention', 'edge', 'tag']) await admin.query(`ANALYZE linkage.${table}`);
    await admin.destroy();
  }

  const content = (tags: Parameters<typeof testContent>[0]['tags'], month = '2024-01', epoch = 1): MentionContent =>
    testContent({ tags, month, epoch });
  const only = (mentions: readonly MentionRevision[]) => mentions.map((mention): Input => ({ mention }));
  const first = (source: string, n: number, c: MentionContent | null, version = 1): MentionRevision => ({
    source,
    mentionRef: uuid(n),
    version,
    content: c,
  });

  test(`and their state hash are the same for every order, repetition and batch size (seed ${SEED})`, async () => {
    const hashes: StateHash[] = [];
    const seen = new Crossings();
    await fc.assert(
      fc.asyncProperty(histories(), async ({ inputs, order }) => {
        await fresh(async (tx) => {
          const engine = new ScoredEngine(TEST_MODEL, TIGHT);
          for (const batch of order) {
            await feed(tx, engine, batch);
            seen.look(await floods(tx));
          }
          seen.end();
          expect(await storedClusters(tx)).toEqual(expectedClusters(inputs, TIGHT).sort());
          expect(await storedPossible(tx)).toEqual(expectedPossible(inputs, TIGHT).sort());
          hashes.push(await hashIn(tx));
        });
        await fresh(async (tx) => {
          await feed(tx, new ScoredEngine(TEST_MODEL, TIGHT), inputs);
          expect(await hashIn(tx)).toEqual(hashes.pop());
        });
      }),
      { seed: SEED, numRuns: INTERLEAVINGS },
    );
    // A generator that reached no cap would prove nothing about them.
    const both = ['crowd down', 'crowd up', 'oversize down', 'oversize up'];
    expect([...seen.kinds].sort()).toEqual(INTERLEAVINGS < ENOUGH ? expect.anything() : both);
  }, 300_000);

  test('tags of different epochs are never compared', async () => {
    await fresh(async (tx) => {
      const [old, young] = [content({ X1: 'a' }), content({ X1: 'a' }, '2024-01', 2)];
      await feed(tx, new ScoredEngine(TEST_MODEL), only([first('KZ', 1, old), first('KG', 2, young)]));
      expect(await storedClusters(tx)).toEqual([]);
    });
  });

  test('two documents of one person link with either', async () => {
    await fresh(async (tx) => {
      const both = {
        ...content({}),
        variants: ['a', 'b'].map((t) => ({ v: 'X1' as const, epoch: 1, tag: t.padStart(16, '0') })),
      };
      const mentions = [
        first('KZ', 1, both),
        first('KG', 2, content({ X1: 'a' })),
        first('UZ', 3, content({ X1: 'b' })),
      ];
      await feed(tx, new ScoredEngine(TEST_MODEL), only(mentions));
      expect(await storedClusters(tx)).toEqual([
        `${clusterRefOf({ mentionRef: uuid(2) })} STATISTICAL clear ${[1, 2, 3].map(uuid).join()}`,
      ]);
    });
  });

  test('a flood of one source takes nobody away from the others, below the caps, above them and back', async () => {
    const flood = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => first('TJ', 100 + from + i, content({ X1: 'a' })));
    const pair = `${clusterRefOf({ mentionRef: uuid(2) })} STATISTICAL clear ${uuid(1)},${uuid(2)}`;
    await fresh(async (tx) => {
      const engine = new ScoredEngine(TEST_MODEL);
      const alarms = async () => {
        const [row] = await tx.rows<{ crowds: number; oversize: number }>(
          'SELECT (SELECT count(*) FROM linkage.crowd)::integer AS crowds, (SELECT count(*) FROM linkage.oversize)::integer AS oversize',
        );
        return [row?.crowds, row?.oversize];
      };
      await feed(tx, engine, only([first('KZ', 1, content({ X1: 'a' })), first('KG', 2, content({ X1: 'a' }))]));
      await feed(tx, engine, only(flood(0, 100)));
      await countedWhileNothingIsCommitted();
      expect((await storedClusters(tx))[0]?.split(',')).toHaveLength(102);
      await feed(tx, engine, only(flood(100, 300)));
      expect([await storedClusters(tx), await alarms()]).toEqual([[pair], [0, 302]]);
      await feed(tx, engine, only(flood(300, 600)));
      expect([await storedClusters(tx), await alarms()]).toEqual([[pair], [1, 0]]);
      await feed(tx, engine, only(flood(500, 600).map((mention) => ({ ...mention, version: 2, content: null }))));
      expect([await storedClusters(tx), await alarms()]).toEqual([[pair], [0, 502]]);
    });
  }, 240_000);

  test('a retraction leaves nothing but the revision, and an older revision that comes later changes nothing', async () => {
    await fresh(async (tx) => {
      const engine = new ScoredEngine(TEST_MODEL);
      const shared = content({ X1: 'a' });
      await feed(tx, engine, only([first('KZ', 1, shared), first('KG', 2, shared)]));
      await feed(tx, engine, only([first('KG', 2, null, 3)]));
      expect((await engine.apply(tx, [first('KG', 2, shared, 2)])).clusters).toEqual([]);
      const rows = await tx.rows(
        `SELECT version, active, encoding, reported_month, digest FROM linkage.mention WHERE source = $1`,
        ['KG'],
      );
      expect(rows).toEqual([{ version: '3', active: false, encoding: null, reported_month: null, digest: null }]);
      expect(await tx.rows("SELECT FROM linkage.tag WHERE source = 'KG' UNION ALL SELECT FROM linkage.edge")).toEqual(
        [],
      );
      expect(await storedClusters(tx)).toEqual([]);
    });
  });

  test('changes name every cluster touched: a bridge that goes splits one cluster, and the history keeps both states', async () => {
    await fresh(async (tx) => {
      const engine = new ScoredEngine(TEST_MODEL);
      const bridge = content({ X1: 'a', X2: 'b' }, '2023-01');
      const ends = [
        first('KZ', 1, content({ X1: 'a' })),
        first('KG', 2, content({ X1: 'a' })),
        first('UZ', 3, content({ X2: 'b' })),
      ];
      await engine.apply(tx, [...ends, first('TJ', 4, bridge)]);
      const { clusters: changes } = await engine.apply(tx, [first('TJ', 4, null, 2)]);
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
      const log = await tx.rows(
        'SELECT kind, successor, before, after FROM linkage.cluster_log WHERE cluster_ref = $1 ORDER BY seq',
        [whole],
      );
      expect(log).toEqual([
        { kind: 'CREATE', successor: null, before: [], after: [1, 2, 3, 4].map(uuid) },
        { kind: 'RETIRE', successor: rest, before: [1, 2, 3, 4].map(uuid), after: [] },
      ]);
      await expect(tx.run('SAVEPOINT s')).resolves.toBeDefined();
      await expect(tx.run('DELETE FROM linkage.cluster_log')).rejects.toThrow();
    });
  });

  test('a decision of another country about a mention that is not its own has no effect', async () => {
    await fresh(async (tx) => {
      const engine = new ScoredEngine(TEST_MODEL);
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
