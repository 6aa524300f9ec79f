import { clusterRefOf, matchRefOf, type WhyNotLinked } from '#linkage';
import { uuid } from '../clusters/histories.testing.js';
import { ScoredEngine } from '../clusters/scored-engine.js';
import { TEST_MODEL, testContent, type TestPerson } from '../clusters/test-model.testing.js';
import { ModelShelf } from '../models/model-shelf.js';
import { Explanations } from './explanations.js';
import { DAILY_LOOKS } from './look-log.js';
import { LinkageStore } from '../store-fixture.testing.js';

const shelf = new ModelShelf(TEST_MODEL);
const engine = new ScoredEngine(shelf);

/** Mentions by number: who they are of, and what is known of them. */
const PEOPLE: Readonly<Record<number, readonly [string, TestPerson]>> = {
  1: ['KZ', { tags: { A: '1' }, attributes: [1, 1, 1, 0], month: '2023-05' }],
  2: ['KG', { tags: { A: '1', X1: '7' }, attributes: [1, 1, 1, 0] }],
  3: ['UZ', { tags: { X1: '7' } }],
  4: ['TJ', { tags: { A: '1' }, attributes: [2, 0, 0, 0] }],
  5: ['TJ', { tags: { B: '5' }, attributes: [1, 1, 1, 1], epoch: 2 }],
  6: ['KZ', { tags: { B: '6', X2: '9' }, attributes: [1, 1, 1, 1] }],
  7: ['KG', { tags: { B: '6', X2: '9' }, attributes: [1, 1, 1, 2] }],
  8: ['KG', { tags: { C: '8' }, attributes: [1, 1, 0, 0] }],
  9: ['UZ', { tags: { C: '8' }, attributes: [1, 1, 0, 0] }],
  10: ['TJ', { tags: { C: '8' }, attributes: [1, 1, 0, 0] }],
  11: ['KZ', { tags: { D: '3' }, attributes: [1, 1, 0, 0] }],
  12: ['KG', { tags: { D: '3', X3: '4' }, attributes: [1, 1, 0, 0] }],
  13: ['UZ', { tags: { X3: '4' } }],
};
const name = (n: number) => `${PEOPLE[n]?.[0]}:${uuid(n)}`;

describe('explanations', () => {
  let store: LinkageStore;
  let explanations: Explanations;

  beforeAll(async () => {
    store = await LinkageStore.create('linkage_explain');
    explanations = new Explanations(store.dataSource, shelf);
    await store.transaction(async (tx) => {
      for (const [n, [source, person]] of Object.entries(PEOPLE)) {
        await engine.apply(tx, [{ source, mentionRef: uuid(Number(n)), version: 1, content: testContent(person) }]);
      }
    });
  });

  afterAll(async () => {
    await store?.remove();
  });

  const rows = <T>(sql: string) => store.transaction((tx) => tx.rows<T>(sql));
  const say = (n: number, other: number, verdict: 'SAME' | 'DIFFERENT', version = 1) =>
    store.transaction((tx) => {
      const matchRef = matchRefOf(uuid(n), uuid(other));
      return engine.decide(tx, [{ source: PEOPLE[n]?.[0] ?? '', mentionRef: uuid(n), matchRef, version, verdict }]);
    });

  test('why: prior and terms add up to the stored score of every edge, exactly', async () => {
    const edges = await rows<{ a: string; b: string; mbits: number }>(`
      SELECT one.source || ':' || one.mention_ref AS a, other.source || ':' || other.mention_ref AS b, mbits
        FROM linkage.edge JOIN linkage.mention AS one ON one.id = lo JOIN linkage.mention AS other ON other.id = hi`);
    expect(edges.length).toBeGreaterThan(5);
    for (const { a, b, mbits } of edges) {
      const { explanation, storedMbits } = await explanations.why('spec', a, b);
      const total = explanation?.terms.reduce((sum, term) => sum + term.mbits, explanation.prior);
      expect([total, explanation?.mbits, storedMbits]).toEqual([mbits, mbits, mbits]);
    }
  });

  test('why: the levels, what they weigh, and the bands that a proposal tells', async () => {
    expect(await explanations.why('spec', name(1), name(2))).toEqual({
      clusterRef: clusterRefOf({ mentionRef: uuid(1) }),
      said: [null, null],
      storedMbits: 15_000,
      text: { bands: expect.anything() as unknown, explanation: 'OTHER' },
      explanation: expect.objectContaining({
        ...{ model: TEST_MODEL.hash, sharedVariants: ['A'], prior: 0, mbits: 15_000, standing: 'STATISTICAL' },
        terms: expect.arrayContaining([
          { comparison: 'one', level: 'SAME', mbits: 5_000 },
          { comparison: 'vital', level: 'ABSENT', mbits: 0 },
        ]) as unknown,
      }) as unknown,
    });
  });

  test.each<[string, number, number, WhyNotLinked[]]>([
    ['in one cluster through a third', 1, 3, []],
    ['nothing in common', 1, 6, ['NO_SHARED_TAG']],
    ['another epoch', 1, 5, ['NO_COMMON_EPOCH']],
    ['a low score', 1, 4, ['BELOW_KEEP']],
    ['evidence that nothing outweighs', 6, 7, ['CONFLICT']],
    ['a third that one is certainly the same as', 11, 12, ['OUTWEIGHED']],
  ])('whyNot: %s', async (_, a, b, reasons) => {
    expect(await explanations.whyNot('spec', name(a), name(b))).toEqual({ whyNot: reasons, obstacle: null });
  });

  test('whyNot: what an owner said, and what it keeps apart for others', async () => {
    await say(8, 9, 'DIFFERENT');
    expect((await explanations.whyNot('spec', name(8), name(9))).whyNot).toEqual(['SAID_DIFFERENT']);
    const apart = await Promise.all([8, 9].map((n) => explanations.whyNot('spec', name(n), name(10))));
    expect(apart).toEqual([
      { whyNot: ['AMBIGUOUS'], obstacle: null },
      { whyNot: ['AMBIGUOUS'], obstacle: null },
    ]);
    await say(8, 9, 'SAME', 2);
    expect((await explanations.whyNot('spec', name(8), name(10))).whyNot).toEqual([]);
  });

  test('how: the steps of a cluster unite its members, those of people first', async () => {
    const clusterRef = clusterRefOf({ mentionRef: uuid(1) });
    const scored = await explanations.how('spec', clusterRef);
    expect(scored.members.map(({ mentionRef }) => mentionRef)).toEqual([1, 2, 3].map(uuid));
    expect(scored.steps).toEqual([
      {
        by: 'SCORE',
        a: { source: 'KG', mentionRef: uuid(2) },
        b: { source: 'UZ', mentionRef: uuid(3) },
        mbits: 25_000,
      },
      expect.objectContaining({ by: 'SCORE', a: { source: 'KZ', mentionRef: uuid(1) } }),
    ]);
    for (const [n, other] of [
      [1, 2],
      [2, 1],
    ] as const) {
      await say(n, other, 'SAME');
    }
    const { steps, confirmed } = await explanations.how('spec', clusterRef);
    expect([confirmed, steps.map(({ by, mbits }) => [by, mbits === null])]).toEqual([
      false,
      [
        ['DECISION', true],
        ['SCORE', false],
      ],
    ]);
  });

  test('history: every change, and old references that still lead to what there is', async () => {
    const late = {
      source: 'UZ',
      mentionRef: uuid(20),
      version: 1,
      content: testContent({ tags: { A: '1', X1: '7' }, attributes: [1, 1, 1, 0], month: '2020-01' }),
    };
    const old = clusterRefOf({ mentionRef: uuid(1) });
    await store.transaction((tx) => engine.apply(tx, [late]));
    const told = await explanations.history('spec', old);
    expect(told.now).toBe(clusterRefOf({ mentionRef: uuid(20) }));
    expect(told.history.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['CREATE', 'RETIRE']));
    expect(told.history.at(-1)?.successor).toBe(told.now);
    await expect(explanations.how('spec', old)).rejects.toMatchObject({ status: 404 });
  });

  test('decisions that contradict each other are shown with all that they tie together, and resolve nothing', async () => {
    const trio = [31, 32, 33];
    await store.transaction((tx) =>
      engine.apply(
        tx,
        trio.map((n) => ({
          source: 'KZ',
          mentionRef: uuid(n),
          version: 1,
          content: testContent({ tags: { X3: `${n}` } }),
        })),
      ),
    );
    const decide = (n: number, other: number, verdict: 'SAME' | 'DIFFERENT', version = 1) =>
      store.transaction((tx) => {
        const matchRef = matchRefOf(uuid(n), uuid(other));
        return engine.decide(tx, [{ source: 'KZ', mentionRef: uuid(n), matchRef, version, verdict }]);
      });
    for (const [a, b] of [
      [31, 32],
      [32, 33],
    ] as const) {
      await decide(a, b, 'SAME');
      await decide(b, a, 'SAME');
    }
    expect(await explanations.contested('spec')).toEqual({ contested: [], disagreements: [] });
    await decide(31, 33, 'DIFFERENT');
    const key = (n: number) => ({ source: 'KZ', mentionRef: uuid(n) });
    const {
      contested: [one, ...others],
      disagreements,
    } = await explanations.contested('spec');
    expect(disagreements).toEqual([]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ pair: [key(31), key(33)], chain: trio.map(key) });
    expect(one?.answers.map(({ verdict }) => verdict).sort()).toEqual(['DIFFERENT', 'SAME', 'SAME', 'SAME', 'SAME']);
    const clusters = await rows<{ status: string; contested: boolean }>(
      `SELECT DISTINCT status, contested FROM linkage.cluster JOIN linkage.member USING (cluster_ref)
         JOIN linkage.mention ON id = mention_id WHERE mention_ref = ANY('{${trio.map(uuid).join()}}'::uuid[])`,
    );
    expect(clusters).toEqual([{ status: 'STATISTICAL', contested: true }]);
    await decide(31, 33, 'SAME', 2);
    expect(await explanations.contested('spec')).toMatchObject({ contested: [] });
  });

  test('a pair about which one owner says SAME and the other DIFFERENT is shown, until one of them answers anew', async () => {
    const [kz, uz] = [
      { source: 'KZ', mentionRef: uuid(41) },
      { source: 'UZ', mentionRef: uuid(42) },
    ] as const;
    const content = testContent({ tags: { X3: '41' } });
    await store.transaction((tx) =>
      engine.apply(
        tx,
        [kz, uz].map((key) => ({ ...key, version: 1, content })),
      ),
    );
    const decide = (key: typeof kz | typeof uz, verdict: 'SAME' | 'DIFFERENT', version = 1, matchRef = ofBoth) =>
      store.transaction((tx) => engine.decide(tx, [{ ...key, matchRef, version, verdict }]));
    const ofBoth = matchRefOf(uuid(41), uuid(42));
    const shown = async () => (await explanations.contested('spec')).disagreements;
    await decide(kz, 'SAME');
    expect(await shown()).toEqual([]);
    await decide(uz, 'DIFFERENT');
    expect(await shown()).toEqual([{ same: kz, different: uz }]);
    await decide(uz, 'SAME', 2);
    expect(await shown()).toEqual([]);
    // An answer about a question that is not about the two.
    const foreign = matchRefOf(uuid(41), uuid(43));
    await decide(kz, 'SAME', 1, foreign);
    await decide(uz, 'DIFFERENT', 1, foreign);
    expect(await shown()).toEqual([]);
    await decide(kz, 'DIFFERENT', 2);
    expect(await shown()).toEqual([{ same: uz, different: kz }]);
    await store.transaction((tx) => engine.apply(tx, [{ ...uz, version: 2, content: null }]));
    expect(await shown()).toEqual([]);
  });

  test('unknown, retracted and misnamed mentions are not told apart', async () => {
    await store.transaction((tx) =>
      engine.apply(tx, [{ source: 'TJ', mentionRef: uuid(4), version: 2, content: null }]),
    );
    for (const other of [name(4), `TJ:${uuid(99)}`, `KZ:${uuid(2)}`, 'KZ', `RU:${uuid(1)}`, uuid(1)]) {
      const refused = { status: 404, code: 'not-found' };
      await expect(explanations.why('spec', name(1), other)).rejects.toMatchObject(refused);
      await expect(explanations.whyNot('spec', other, name(1))).rejects.toMatchObject(refused);
    }
    await expect(explanations.history('spec', uuid(1))).rejects.toMatchObject({ status: 404 });
  });

  test('every look is in a log that only grows, and a day has so many', async () => {
    await explanations.why('curious', name(1), name(2));
    expect(await rows("SELECT act, subject FROM linkage.look WHERE caller = 'curious'")).toEqual([
      { act: 'WHY', subject: `${name(1)} ${name(2)}` },
    ]);
    await expect(rows('DELETE FROM linkage.look')).rejects.toThrow();
    await rows(
      `INSERT INTO linkage.look (caller, act, subject) SELECT 'curious', 'HOW', '' FROM generate_series(2, ${DAILY_LOOKS})`,
    );
    await expect(explanations.why('curious', name(1), name(2))).rejects.toMatchObject({ code: 'explanation-quota' });
    await expect(explanations.why('other', name(1), name(2))).resolves.toBeDefined();
  });
});
