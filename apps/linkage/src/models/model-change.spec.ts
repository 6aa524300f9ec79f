import fc from 'fast-check';
import { matchRefOf, type PairModel } from '#linkage';
import type { Transaction } from '#persistence';
import { feed, histories, TIGHT, uuid, type Input } from '../clusters/histories.testing.js';
import { LIMITS, ScoredEngine } from '../clusters/scored-engine.js';
import { TEST_MODEL, testContent } from '../clusters/test-model.testing.js';
import { hashIn } from '../operation/state-hash.js';
import { ModelChange } from './model-change.js';
import { ModelShelf } from './model-shelf.js';
import { LinkageStore } from '../store-fixture.testing.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);
const RUNS = Number(process.env['KEREGE_RUNS'] ?? 60);

/** The same evidence, other weights: what agrees counts less, and more of it is kept. */
const OTHER_MODEL: PairModel = {
  ...TEST_MODEL,
  hash: 'cd'.repeat(32),
  thresholds: { statistical: 5_000, review: 1_000, keep: -6_000, sameSource: 9_000 },
  score(evidence) {
    const { terms, conflict, lookalike } = TEST_MODEL.score(evidence);
    const other = terms.map((term) => (term > 20_000 ? 4_000 : term));
    return { terms: other, mbits: other.reduce((sum, term) => sum + term, 0), conflict, lookalike };
  },
};
const shelf = new ModelShelf(OTHER_MODEL, TEST_MODEL);

describe('a change of the scoring model', () => {
  let store: LinkageStore;

  beforeAll(async () => {
    store = await LinkageStore.create('linkage_models');
  });

  afterAll(async () => {
    await store?.remove();
  });

  const fresh = (work: (tx: Transaction) => Promise<void>) => store.undone(work);

  const mention = (source: string, n: number, document: string): Input => ({
    mention: { source, mentionRef: uuid(n), version: 1, content: testContent({ tags: { X1: document } }) },
  });
  const statuses = async (tx: Transaction) =>
    (await tx.rows<{ status: string }>('SELECT status FROM linkage.cluster ORDER BY cluster_ref')).map(
      ({ status }) => status,
    );

  test(`in the midst of events gives the state of a store that never had the former model (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(histories(), fc.nat(8), fc.nat(8), fc.nat(8), async ({ order }, begin, step, change) => {
        let switched = '';
        await fresh(async (tx) => {
          const engine = new ScoredEngine(shelf, TIGHT);
          const models = new ModelChange(shelf, TIGHT);
          const [first, second, third] = [begin, begin + step, begin + step + change];
          const upTo = async (from: number, to: number) => {
            for (const batch of order.slice(from, to)) await feed(tx, engine, batch);
          };
          await upTo(0, first);
          await models.begin(tx, OTHER_MODEL.hash, 'spec');
          await upTo(first, second);
          await models.step(tx);
          await upTo(second, third);
          await models.switch(tx);
          await upTo(third, order.length);
          switched = (await hashIn(tx)).stateHash;
        });
        await fresh(async (tx) => {
          const engine = new ScoredEngine(OTHER_MODEL, TIGHT);
          for (const batch of order) await feed(tx, engine, batch);
          expect((await hashIn(tx)).stateHash).toBe(switched);
        });
      }),
      { seed: SEED, numRuns: RUNS },
    );
  }, 300_000);

  test('shows what it changes, names every cluster touched, and leaves what people decided', async () => {
    await fresh(async (tx) => {
      const engine = new ScoredEngine(shelf, LIMITS);
      const models = new ModelChange(shelf, LIMITS);
      await feed(tx, engine, [
        mention('KZ', 1, 'a'),
        mention('KG', 2, 'a'),
        mention('TJ', 3, 'b'),
        mention('UZ', 4, 'b'),
      ]);
      const matchRef = matchRefOf(uuid(1), uuid(2));
      for (const [source, n] of [
        ['KZ', 1],
        ['KG', 2],
      ] as const) {
        await engine.decide(tx, [{ source, mentionRef: uuid(n), matchRef, version: 1, verdict: 'SAME' }]);
      }
      expect((await statuses(tx)).sort()).toEqual(['CONFIRMED', 'STATISTICAL']);
      await models.begin(tx, OTHER_MODEL.hash, 'spec');
      await expect(models.begin(tx, OTHER_MODEL.hash, 'spec')).rejects.toMatchObject({ code: 'model-change-open' });
      await expect(models.begin(tx, TEST_MODEL.hash, 'spec')).rejects.toMatchObject({ code: 'model-current' });
      await expect(models.begin(tx, 'none', 'spec')).rejects.toMatchObject({ code: 'model-unknown' });
      const { clusters, ...changed } = await models.switch(tx);
      expect(changed).toEqual({ added: 0, removed: 2, unchanged: 0, clustersTouched: 2, aloneTouched: 0 });
      expect(clusters).toMatchObject([{ mentionRefs: [], cause: 'MODEL' }]);
      expect(await statuses(tx)).toEqual(['CONFIRMED']);
      await expect(models.switch(tx)).rejects.toMatchObject({ code: 'no-candidate' });
    });
  });

  test('that is given up leaves nothing that counts, and can begin anew', async () => {
    await fresh(async (tx) => {
      const engine = new ScoredEngine(shelf, LIMITS);
      const models = new ModelChange(shelf, LIMITS);
      await feed(tx, engine, [mention('KZ', 1, 'a'), mention('KG', 2, 'a')]);
      const before = await hashIn(tx);
      await models.begin(tx, OTHER_MODEL.hash, 'spec');
      expect([await models.step(tx), await models.step(tx)]).toEqual([true, false]);
      await models.abandon(tx);
      expect(await hashIn(tx)).toEqual(before);
      await models.begin(tx, OTHER_MODEL.hash, 'spec');
      await models.switch(tx);
      expect(await statuses(tx)).toEqual([]);
    });
  });
});
