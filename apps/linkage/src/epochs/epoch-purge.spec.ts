import fc from 'fast-check';
import { createPersonEncoder, matchRefOf, personPairModel, type PersonMention } from '#linkage';
import { createLogger } from '#observability';
import type { Transaction } from '#persistence';
import { eventually } from '#testing';
import { feed, histories, TIGHT, uuid, type Input } from '../clusters/histories.testing.js';
import type { ClusterChange, MentionRevision } from '../clusters/linkage-engine.js';
import { ScoredEngine } from '../clusters/scored-engine.js';
import { TEST_MODEL } from '../clusters/test-model.testing.js';
import { spaceOf } from '../mentions/encoding.js';
import { storeRevisions } from '../mentions/mention-store.js';
import { hashIn, type StateHash } from '../operation/state-hash.js';
import { EpochPurge } from './epoch-purge.js';
import { findRevoked, stripEncodings } from './strip-encodings.js';
import { LinkageStore } from '../store-fixture.testing.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);
const RUNS = Number(process.env['KEREGE_RUNS'] ?? 60);
const FIRST = new Set([1]);
const log = createLogger({ service: 'spec', level: 'silent' });

describe('a revoked epoch', () => {
  let store: LinkageStore;

  beforeAll(async () => {
    store = await LinkageStore.create('linkage_purge', 4);
  }, 60_000);

  afterAll(async () => {
    await store?.remove();
  });

  const hashAfter = (work: (tx: Transaction) => Promise<void>): Promise<StateHash> =>
    store.undone(async (tx) => {
      await work(tx);
      return hashIn(tx);
    });

  test(
    'leaves what a store would hold that was built without it, whenever it was revoked',
    async () => {
      process.stderr.write(`purge: seed ${SEED} (KEREGE_SEED)\n`);
      const engine = new ScoredEngine(TEST_MODEL, TIGHT);
      const feedAll = async (tx: Transaction, batches: readonly Input[][], revoked: ReadonlySet<number>) => {
        const known = (input: Input) => ('mention' in input ? { mention: kept(input.mention, revoked) } : input);
        for (const batch of batches) await feed(tx, engine, batch.map(known));
      };
      let purged = 0;
      await fc.assert(
        fc.asyncProperty(histories(), fc.nat(100), fc.integer({ min: 1, max: 4 }), async ({ order }, share, step) => {
          const at = Math.round((order.length * share) / 100);
          const revokedLate = await hashAfter(async (tx) => {
            await feedAll(tx, order.slice(0, at), new Set());
            purged += await purge(tx, engine, step);
            await feedAll(tx, order.slice(at), FIRST);
          });
          const rebuilt = await hashAfter((tx) => feedAll(tx, [...order].reverse(), FIRST));
          expect(revokedLate).toEqual(rebuilt);
        }),
        { seed: SEED, numRuns: RUNS },
      );
      expect(purged).toBeGreaterThan(RUNS);
    },
    20_000 + 2_000 * RUNS,
  );

  describe('in a drill', () => {
    const PERSONS = 600;
    const encoders = [1, 2, 3].map((epoch) => createPersonEncoder(Buffer.alloc(32, 7), epoch));
    const engine = new ScoredEngine(personPairModel());
    const told: ClusterChange[] = [];
    const reviewed: number[] = [];
    const options = {
      publisher: {
        publish: (_: Transaction, changes: readonly ClusterChange[]) => Promise.resolve(told.push(...changes)),
      },
      desk: {
        bringUpToDate: (_: Transaction, _mentions: readonly object[], touched: readonly number[] = []) =>
          Promise.resolve(reviewed.push(...touched)),
      },
      log,
    };

    const revision = (source: string, n: number, who: PersonMention, epoch: number): MentionRevision => {
      const variants = (encoders[epoch - 1] as (typeof encoders)[0]).encode(who).map((v) => ({ ...v, epoch }));
      const content = { reportedMonth: '2024-03', dedupScope: 'CASE' as const, variants };
      return { source, mentionRef: uuid(n), version: epoch, content };
    };
    /** Every person in two countries, the second time without a patronymic. */
    const encodeAll = async (epoch: number) => {
      const all = Array.from({ length: PERSONS }, (_, n) => [
        revision('KZ', n, person(n, true), epoch),
        revision('UZ', PERSONS + n, person(n, false), epoch),
      ]).flat();
      for (let at = 0; at < all.length; at += 200) {
        await store.transaction((tx) => engine.apply(tx, all.slice(at, at + 200)));
      }
    };
    const count = async (table: string, where = 'true') => {
      const sql = `SELECT count(*)::integer AS n FROM linkage.${table} WHERE ${where}`;
      return (await store.transaction((tx) => tx.rows<{ n: number }>(sql)))[0]?.n;
    };
    const clusters = () =>
      store.transaction((tx) =>
        tx.rows<{ cluster_ref: string; status: string }>(
          'SELECT cluster_ref, status FROM linkage.cluster ORDER BY cluster_ref',
        ),
      );
    const [confirmed, apart] = [
      [0, PERSONS],
      [1, PERSONS + 1],
    ] as const;
    const say = (verdict: 'SAME' | 'DIFFERENT', [a, b]: readonly [number, number]) =>
      store.transaction((tx) => {
        const said = { matchRef: matchRefOf(uuid(a), uuid(b)), version: 1, verdict };
        return engine.decide(tx, [
          { source: 'KZ', mentionRef: uuid(a), ...said },
          { source: 'UZ', mentionRef: uuid(b), ...said },
        ]);
      });

    test('goes from the store with all that came of it; decisions stay, and a new epoch links everybody again', async () => {
      await encodeAll(1);
      await say('SAME', confirmed);
      await say('DIFFERENT', apart);
      const before = await clusters();
      expect(before.length).toBeGreaterThan(PERSONS * 0.9);
      const drill = new EpochPurge({ ...options, dataSource: store.dataSource, engine, revoked: FIRST });
      expect((await drill.show()).state).toBe('RUNNING');

      const began = performance.now();
      drill.start();
      await eventually(async () => (await drill.show()).state === 'DONE', {
        timeoutMs: 60_000,
        what: 'the epoch to be purged',
      });
      const purged = performance.now() - began;
      await drill.stop();
      expect(await Promise.all(['tag', 'crowd', 'edge', 'possible', 'oversize'].map((table) => count(table)))).toEqual([
        0, 0, 0, 0, 0,
      ]);
      expect(await count('mention', 'length(encoding) > 0')).toBe(0);
      expect((await clusters()).map(({ status }) => status)).toEqual(['CONFIRMED']);
      expect(await count('decision')).toBe(4);
      expect(new Set(told.filter(({ mentionRefs }) => mentionRefs.length === 0).map((c) => c.clusterRef)).size).toBe(
        before.length - 1,
      );
      expect(reviewed.length).toBeGreaterThanOrEqual(2 * (before.length - 1));
      expect(await drill.show()).toEqual({
        ...{ revoked: [1], state: 'DONE', stripped: 2 * PERSONS },
        bare: [
          { source: 'KZ', mentions: PERSONS },
          { source: 'UZ', mentions: PERSONS },
        ],
      });

      const again = performance.now();
      await encodeAll(2);
      const linked = performance.now() - again;
      const after = await clusters();
      const same = new Set(before.map(({ cluster_ref }) => cluster_ref));
      expect(after.filter(({ cluster_ref }) => same.has(cluster_ref)).length).toBeGreaterThan(before.length * 0.97);
      expect(after.filter(({ status }) => status === 'CONFIRMED')).toHaveLength(1);
      const members = `mention_id IN (SELECT id FROM linkage.mention WHERE mention_ref = '${uuid(apart[0])}')`;
      expect(await count('member', members)).toBe(0);
      expect((await drill.show()).bare).toEqual([]);
      const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(2);
      process.stderr.write(
        `drill: ${2 * PERSONS} mentions purged in ${seconds(purged)} s, encoded and linked again in ${seconds(linked)} s\n`,
      );
    }, 120_000);

    test('nothing to purge is done at once, and nothing is told', async () => {
      const events = told.length;
      const drill = new EpochPurge({ ...options, dataSource: store.dataSource, engine, revoked: FIRST });
      drill.start();
      await eventually(async () => (await drill.show()).state === 'DONE', { what: 'the purge to end' });
      await drill.stop();
      expect([told.length, (await drill.show()).stripped]).toEqual([events, 0]);
    });

    test('goes round a chunk that is just writing a mention: neither waits for the other, and nothing is left', async () => {
      const drill = new EpochPurge({ ...options, dataSource: store.dataSource, engine, revoked: new Set([2]) });
      await store.transaction(async (tx) => {
        const written = await storeRevisions(tx, [revision('KZ', 2, person(2, true), 3)]);
        drill.start();
        await eventually(async () => (await drill.show()).stripped === 2 * PERSONS - 1, {
          timeoutMs: 60_000,
          what: 'all others to be purged',
        });
        expect((await drill.show()).state).toBe('RUNNING');
        await engine.follow(tx, written);
      });
      await eventually(async () => (await drill.show()).state === 'DONE', { what: 'the purge to end' });
      await drill.stop();
      expect((await drill.show()).stripped).toBe(2 * PERSONS - 1);
      expect(await count('tag', `space < ${spaceOf(3, 0)}`)).toBe(0);
      expect(await count('tag')).toBeGreaterThan(0);
    }, 120_000);

    test('without a revocation there is nothing to do', async () => {
      const idle = new EpochPurge({ ...options, dataSource: store.dataSource, engine, revoked: new Set() });
      idle.start();
      expect(await idle.show()).toMatchObject({ revoked: [], state: 'NONE', stripped: 0 });
      await idle.stop();
    });
  });
});

/** What the consumer makes of a revision. */
function kept(mention: MentionRevision, revoked: ReadonlySet<number>): MentionRevision {
  const { content } = mention;
  if (content === null) return mention;
  return { ...mention, content: { ...content, variants: content.variants.filter(({ epoch }) => !revoked.has(epoch)) } };
}

async function purge(tx: Transaction, engine: ScoredEngine, step: number): Promise<number> {
  let stripped = 0;
  for (let after = 0; ;) {
    const found = await findRevoked(tx, FIRST, after, step);
    if (found === undefined) return stripped;
    await engine.follow(tx, await stripEncodings(tx, FIRST, found.ids));
    [after, stripped] = [found.last, stripped + found.ids.length];
  }
}

function person(n: number, withPatronymic: boolean): PersonMention {
  const letters = (seed: number) =>
    String.fromCharCode(...[7, 11, 13, 5, 17].map((step) => 97 + ((Math.floor(seed / step) + seed * step) % 26)));
  return {
    ...{ givenName: `${letters(n)}ara`, patronymic: withPatronymic ? `${letters(n + 3)}ovna` : null },
    surname: `${letters(n * 5 + 1)}ova`,
    birthDate: `19${70 + (n % 30)}-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 27) + 1).padStart(2, '0')}`,
    ...{ sex: 'FEMALE', documentNo: null, nationalId: null, phone: null, handle: null },
  };
}
