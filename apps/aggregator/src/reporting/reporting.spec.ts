import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createDataSource, inTransaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { emptyState, migrated } from '../testing/database.testing.js';
import { region, type Region } from '../testing/region.testing.js';
import { streamsOf } from '../testing/streams.testing.js';
import { tangledRegion } from '../testing/tangled-region.testing.js';
import { naiveFigures } from './naive-figures.testing.js';

const READER = { role: `t_reader_${randomBytes(4).toString('hex')}`, password: 'read', schemas: ['reporting'] };
const COUNTRIES = ['KG', 'KZ', 'UZ'];

let database: TestDatabase;
let service: DataSource;
let reader: DataSource;

beforeAll(async () => {
  database = await testDatabase('reporting', [READER]);
  service = await migrated(database);
  const url = new URL(database.url);
  url.username = READER.role;
  url.password = READER.password;
  reader = await createDataSource({ url: url.href, poolSize: 2, applicationName: 'spec' }).initialize();
});

afterAll(async () => {
  await reader.destroy();
  await service.destroy();
  await database.drop();
});

async function store(told: Region): Promise<void> {
  await emptyState(service);
  await inTransaction(service, async (tx) => {
    for (const stream of streamsOf(told)) await stream.apply(tx, 0, stream.length);
  });
}

/** A query of the reading role that may see these countries. */
function read<T>(
  countries: readonly string[] | undefined,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<T[]> {
  return inTransaction(reader, async (tx) => {
    if (countries) await tx.rows(`SELECT set_config('kerege.countries', $1, true)`, [countries.join(',')]);
    return tx.rows<T>(sql, parameters);
  });
}

const period = fc
  .tuple(fc.integer({ min: 2017, max: 2023 }), fc.nat(4))
  .map(([from, more]) => [from, from + more] as const);

test('figures by SQL equal a naive count of what was told, for every period', async () => {
  await fc.assert(
    fc.asyncProperty(region, period, fc.subarray(COUNTRIES, { minLength: 1 }), async (told, [from, to], countries) => {
      await store(told);
      const naive = naiveFigures(told, from, to, countries);
      const figures = await read<{ metric: string; country: string; persons: string }>(
        countries,
        'SELECT * FROM reporting.country_figures($1, $2)',
        [from, to],
      );
      expect(Object.fromEntries(figures.map((f) => [`${f.metric} ${f.country}`, Number(f.persons)]))).toEqual(
        Object.fromEntries(naive.persons),
      );
      const [regional] = await read<{ sum_over_countries: string; regional_unique: string }>(
        countries,
        'SELECT * FROM reporting.regional_figures($1, $2)',
        [from, to],
      );
      expect([Number(regional?.sum_over_countries), Number(regional?.regional_unique)]).toEqual([
        naive.sum,
        naive.unique,
      ]);
    }),
    { numRuns: 200, verbose: 1 },
  );
});

test('a person of the region is everybody tied through clusters and cases, however long the chain', async () => {
  await fc.assert(
    fc.asyncProperty(tangledRegion, async (told) => {
      await store(told);
      const naive = naiveFigures(told, 2020, 2020, COUNTRIES);
      const [row] = await read<{ sum_over_countries: string; regional_unique: string }>(
        COUNTRIES,
        'SELECT * FROM reporting.regional_figures(2020, 2020)',
      );
      expect([Number(row?.sum_over_countries), Number(row?.regional_unique)]).toEqual([naive.sum, naive.unique]);
    }),
    { numRuns: 100, verbose: 1 },
  );
});

test('the reading role reaches no row, only counts', async () => {
  for (const relation of [
    'aggregator.case_state',
    'aggregator.identification',
    'aggregator.binding',
    'messaging.inbox',
  ]) {
    await expect(read(COUNTRIES, `SELECT * FROM ${relation}`)).rejects.toMatchObject({ code: '42501' });
  }
  await expect(read(COUNTRIES, 'CREATE TABLE reporting.mine (x int)')).rejects.toMatchObject({ code: '42501' });
  await expect(read(COUNTRIES, 'CREATE TEMP TABLE mine (x int)')).rejects.toMatchObject({ code: '42501' });
});

test('a reader that names no country is shown nothing, one that names a country only that one', async () => {
  await fc.assert(
    fc.asyncProperty(region, async (told) => {
      await store(told);
      expect(await read(undefined, 'SELECT * FROM reporting.country_figures(1990, 2100)')).toEqual([]);
      const [none] = await read<{ sum_over_countries: string }>(
        undefined,
        'SELECT * FROM reporting.regional_figures(1990, 2100)',
      );
      expect(none?.sum_over_countries).toBe('0');
      const own = await read<{ country: string }>(['KG'], 'SELECT * FROM reporting.country_figures(1990, 2100)');
      expect(new Set(own.map((f) => f.country))).toEqual(new Set(['KG']));
    }),
    { numRuns: 5 },
  );
});
