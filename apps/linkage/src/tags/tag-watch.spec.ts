import { Writable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { createLogger, HealthRegistry, Metrics } from '#observability';
import { createDataSource, migrate } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import { spaceOf } from '../mentions/encoding.js';
import { linkageMigrations } from '../migrations/index.js';
import { slices } from './tag-census.js';
import { noFrequentTags } from './tag-health.js';
import { LEAST_LIMIT, MOST_HOLDERS, tagLimit } from './tag-limit.js';
import { tagMetrics } from './tag-metrics.js';
import { TagWatch } from './tag-watch.js';

const [A1, B1, A2] = [spaceOf(1, 0), spaceOf(1, 1), spaceOf(2, 0)];
/** Small slices: several statements although the store is small. */
const SMALL = { statementMs: 10_000, rowsAtOnce: 50 };

describe('the limit of holders of one tag', () => {
  test.each([
    [0, LEAST_LIMIT],
    [19_999, LEAST_LIMIT],
    [21_000, 21],
    [150_999, 150],
    [200_000, MOST_HOLDERS],
    [1_000_000, MOST_HOLDERS],
  ])('of %i mentions is %i', (mentions, limit) => expect(tagLimit(mentions)).toBe(limit));
});

test('slices cover every tag once', () => {
  for (const count of [0, 1, 3, 64]) {
    const all = slices(count).map(([from, until]) => [BigInt(from), BigInt(until)] as const);
    expect([all[0]?.[0], all.at(-1)?.[1]]).toEqual([-(2n ** 63n), 2n ** 63n - 1n]);
    for (const [i, [from]] of all.entries()) if (i > 0) expect(from).toBe((all[i - 1]?.[1] ?? 0n) + 1n);
  }
});

describe('the watch over the spread of tags', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let owner: DataSource;
  let watch: TagWatch;
  const health = new HealthRegistry().watch('tags', () => noFrequentTags(watch));
  const metrics = new Metrics({ service: 'linkage' });
  const lines: string[] = [];
  const told = () => lines.map((line) => JSON.parse(line) as { msg: string; kind?: string; epoch?: number });

  beforeAll(async () => {
    database = await testDatabase('linkage_tags');
    await migrate({ ownerUrl: database.ownerUrl, migrations: linkageMigrations, serviceRole: database.serviceRole });
    const options = { poolSize: 2, applicationName: 'spec' };
    [dataSource, owner] = [database.url, database.ownerUrl].map((url) => createDataSource({ url, ...options })) as [
      DataSource,
      DataSource,
    ];
    await Promise.all([dataSource.initialize(), owner.initialize()]);
    const destination = new Writable({ write: (chunk: Buffer, _, done) => (lines.push(chunk.toString()), done()) });
    watch = new TagWatch(dataSource, createLogger({ service: 'spec', level: 'info', destination }), SMALL);
    tagMetrics(metrics, watch);
  }, 60_000);

  afterAll(async () => {
    await watch?.stop();
    await Promise.all([dataSource?.destroy(), owner?.destroy()]);
    await database?.drop();
  });

  const sql = (statement: string, values: unknown[] = []) => owner.query<unknown>(statement, values);
  /** The `n`-th of the tags, which are hashes of their number as the real ones are of what they were made of. */
  const hold = (space: number, tag: number, from: number, until: number, crowded = false) =>
    sql(
      `INSERT INTO linkage.tag (tag, mention_id, space, source, crowded)
       SELECT hashint8extended($2::bigint, 0), id, $1::integer, 'KZ', $5 FROM generate_series($3::integer, $4::integer) AS id`,
      [space, tag, from, until, crowded],
    );
  const checks = async () => (await health.readiness()).checks;

  test('before the first look nothing is known and nothing is wrong', async () => {
    expect([watch.seen, await checks()]).toEqual([undefined, [{ name: 'tags', ok: true }]]);
    expect(await metrics.render()).not.toContain('kerege_linkage_tag_largest{');
  });

  test('counts each kind and epoch for itself, crowded rows as well', async () => {
    await sql(`INSERT INTO linkage.mention (source, mention_ref, version, active, reported_month, dedup_scope, encoding, digest)
               SELECT 'KZ', gen_random_uuid(), 1, true, '2024-01', 'CASE', '', '' FROM generate_series(1, 400)`);
    for (let n = 0; n < 256; n += 1) await hold(A1, n, n + 1, n + 1);
    await hold(B1, 1_000, 1, 8);
    await hold(B1, 1_001, 9, 12);
    await hold(B1, 1_002, 13, 16);
    await hold(A2, 1_003, 1, 3);
    await hold(A2, 1_003, 4, 4, true);
    await sql('ANALYZE linkage.tag');
    await watch.look();
    const spreads = watch.seen?.spreads.map(({ attributes: _, ...rest }) => rest);
    expect(watch.seen).toMatchObject({ mentions: 400, limit: LEAST_LIMIT });
    expect(spreads).toEqual([
      { kind: 'A', epoch: 1, tags: 256, held: 256, largest: 1, singletons: 1, entropy: 8, alarm: false },
      { kind: 'B', epoch: 1, tags: 3, held: 16, largest: 8, singletons: 0, entropy: 1.5, alarm: false },
      { kind: 'A', epoch: 2, tags: 1, held: 4, largest: 4, singletons: 0, entropy: 0, alarm: false },
    ]);
    expect(lines).toEqual([]);
    const page = await metrics.render();
    expect(page).toContain('kerege_linkage_tag_entropy{kind="B",epoch="1",service="linkage"} 1.5');
    expect(page).toContain(`kerege_linkage_tag_limit{service="linkage"} ${LEAST_LIMIT}`);
  });

  test('says once that a tag passes the limit, and once that it is over', async () => {
    await hold(B1, 1_000, 101, 100 + LEAST_LIMIT - 8);
    await watch.look();
    expect([lines, await checks()]).toEqual([[], [{ name: 'tags', ok: true }]]);
    await hold(B1, 1_000, 200, 200);
    for (let i = 0; i < 2; i += 1) await watch.look();
    expect(told()).toEqual([
      expect.objectContaining({ kind: 'B', epoch: 1, largest: LEAST_LIMIT + 1, limit: LEAST_LIMIT }),
    ]);
    expect(await health.readiness()).toEqual({
      ok: true,
      checks: [{ name: 'tags', ok: false, reason: 'tag-too-frequent', warning: true }],
    });
    expect(await metrics.render()).toContain('kerege_linkage_tag_alarm{kind="B",epoch="1",service="linkage"} 1');
    await sql('DELETE FROM linkage.tag WHERE mention_id = 200');
    for (let i = 0; i < 2; i += 1) await watch.look();
    expect(told().slice(1)).toEqual([expect.objectContaining({ kind: 'B', epoch: 1 })]);
    expect(await checks()).toEqual([{ name: 'tags', ok: true }]);
    expect(await metrics.render()).toContain('kerege_linkage_tag_alarm{kind="B",epoch="1",service="linkage"} 0');
  });

  test('shows no tag, and nobody who holds it', async () => {
    const [{ tag }] = (await sql('SELECT tag::text FROM linkage.tag WHERE space = $1 LIMIT 1', [B1])) as [
      { tag: string },
    ];
    const shown = JSON.stringify(watch.seen) + lines.join('') + (await metrics.render());
    expect(shown).not.toContain(tag);
    expect(shown).not.toContain(BigInt.asUintN(64, BigInt(tag)).toString(16));
    expect(Object.keys(watch.seen?.spreads[0] ?? {}).sort()).toEqual([
      'alarm',
      'attributes',
      'entropy',
      'epoch',
      'held',
      'kind',
      'largest',
      'singletons',
      'tags',
    ]);
  });

  test('a look that takes too long is given up: what was seen stays, and health says that it is old', async () => {
    const before = watch.seen;
    const lock = owner.createQueryRunner();
    await lock.startTransaction();
    await lock.query('LOCK TABLE linkage.tag IN ACCESS EXCLUSIVE MODE');
    try {
      const hasty = new TagWatch(dataSource, createLogger({ service: 'spec', level: 'silent' }), {
        ...SMALL,
        statementMs: 50,
      });
      await hasty.look();
      expect([hasty.seen, hasty.failed]).toEqual([undefined, true]);
      expect(() => noFrequentTags(hasty)).toThrow('tags-not-counted');
      await hasty.stop();
    } finally {
      await lock.rollbackTransaction();
      await lock.release();
    }
    await watch.look();
    expect(watch.failed).toBe(false);
    expect(watch.seen).toEqual({ ...before, at: watch.seen?.at });
  });
});
