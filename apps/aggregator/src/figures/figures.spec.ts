import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { FIGURE_TABLE_NAMES, topicOf, type CountryCode, type FigureTable } from '#contracts';
import { attestationRef, cellsOf, figuresRef, type FigureCell } from '#domain';
import type { AcceptedEvent } from '#messaging';
import { inTransaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import { stateHash } from '../state-hash/state-hash.js';
import { accepted } from '../testing/accepted.testing.js';
import { emptyState, migrated } from '../testing/database.testing.js';
import { applyFigures } from './apply-figures.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`figures: fast-check seed ${seed} (FC_SEED)\n`));

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await testDatabase('region_figures');
  dataSource = await migrated(database);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});
beforeEach(() => emptyState(dataSource));

const PERIOD = '2024-Q1';

function published(source: CountryCode, table: FigureTable, version: number, cells: FigureCell[], subject?: string) {
  const data = { period: PERIOD, table, cells };
  const said = { source, version, subject: subject ?? figuresRef(source, table, PERIOD), data };
  return accepted({ ...said, type: 'kerege.figures.published.v1' }, topicOf(source, 'figures'));
}

function attested(source: CountryCode, version: number, tables: readonly FigureTable[], lastversion = 1, of = source) {
  const one = (table: FigureTable) => ({
    ...{ table, figures: figuresRef(of, table, PERIOD), lastversion, complete: true, zeroconfirmed: true },
  });
  const said = {
    source,
    version,
    subject: attestationRef(of, PERIOD),
    data: { period: PERIOD, tables: tables.map(one) },
  };
  return accepted({ ...said, type: 'kerege.period.attested.v1' }, topicOf(source, 'figures'));
}

/** Applies events as one chunk and gives the offsets of those that were refused. */
async function apply(...events: AcceptedEvent[]): Promise<bigint[]> {
  const refused: bigint[] = [];
  await inTransaction(dataSource, (tx) => applyFigures(tx, events, ({ offset }) => refused.push(offset)));
  return refused;
}

const tables = () =>
  inTransaction(dataSource, async (tx) => {
    await tx.rows(`SELECT set_config('kerege.countries', 'KZ,UZ', true)`);
    return tx.rows(`SELECT * FROM reporting.figure_tables($1, 'SHELTERED')`, [PERIOD]);
  });
const sheltered = (value: FigureCell['value']) => [{ codes: [], value }];

test('a later version replaces a table, and the attestation counts for the version that it names', async () => {
  await apply(attested('KZ', 1, ['SHELTERED']), published('KZ', 'SHELTERED', 1, sheltered(3)));
  expect(await tables()).toEqual([{ country: 'KZ', version: 1, complete: true, zero_confirmed: true }]);
  await apply(published('KZ', 'SHELTERED', 2, sheltered('NOT_REPORTED')));
  expect(await tables()).toEqual([{ country: 'KZ', version: 2, complete: null, zero_confirmed: null }]);
  expect(await dataSource.query('SELECT codes, value, marker FROM aggregator.figure_cell')).toEqual([
    { codes: '', value: null, marker: 'NOT_REPORTED' },
  ]);
});

test('what fits no table or belongs to another subject is refused alone', async () => {
  const good = published('KZ', 'SHELTERED', 1, sheltered(1));
  const bad = [
    published('KZ', 'RETURNS', 1, [{ codes: ['FINE'], value: 1 }]),
    published('KZ', 'RETURNS', 1, [{ codes: ['VOLUNTARY', 'VOLUNTARY'], value: 1 }]),
    published('KZ', 'SHELTERED', 1, [...sheltered(1), ...sheltered(2)]),
    published('KZ', 'SHELTERED', 1, sheltered(9), figuresRef('UZ', 'SHELTERED', PERIOD)),
    published('KZ', 'SHELTERED', 1, sheltered(9), figuresRef('KZ', 'SHELTERED', '2024')),
    attested('KZ', 1, ['SHELTERED'], 1, 'UZ'),
    attested('KZ', 1, ['SHELTERED', 'SHELTERED']),
  ];
  expect(await apply(...bad, good)).toEqual(bad.map(({ position }) => position.offset));
  expect(await tables()).toMatchObject([{ country: 'KZ', version: 1 }]);
});

test('in whatever order a country’s subjects come, and in whatever chunks, the state is the same', async () => {
  const history = fc.record({
    source: fc.constantFrom<CountryCode>('KZ', 'UZ'),
    table: fc.constantFrom(...FIGURE_TABLE_NAMES),
    value: fc.oneof(fc.nat(9), fc.constant('SUPPRESSED' as const)),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(history, { maxLength: 12 }),
      fc.array(fc.nat(40), { maxLength: 20 }),
      async (told, order) => {
        const subjects = new Map<string, AcceptedEvent[]>();
        for (const { source, table, value } of told) {
          const own = subjects.get(`${source} ${table}`) ?? [];
          subjects.set(`${source} ${table}`, own);
          own.push(
            published(
              source,
              table,
              own.length + 1,
              cellsOf(table).map((codes) => ({ codes, value })),
            ),
          );
          const attestations = subjects.get(source) ?? [];
          subjects.set(source, attestations);
          attestations.push(attested(source, attestations.length + 1, [table], own.length));
        }
        const lists = [...subjects.values()];
        await emptyState(dataSource);
        await apply(...lists.flat());
        const inOneGo = await stateHash(dataSource);
        await emptyState(dataSource);
        const waiting = lists.map((list) => [...list]);
        for (const pick of order) await apply(...(waiting[pick % waiting.length] ?? []).splice(0, 2));
        for (const list of waiting) await apply(...list);
        expect(await stateHash(dataSource)).toEqual(inOneGo);
      },
    ),
    { seed, numRuns: 25 },
  );
});
