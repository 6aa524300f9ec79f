import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { decisionClass, type DecisionOrg } from '#contracts';
import {
  breakdown as pureBreakdown,
  defaultPolicy,
  GOVERNMENT,
  identified,
  identifiedByOthersOnly,
  OTHER_BODIES,
  presumedOpenAtEnd,
  registeredIn,
  standingDecisions,
  type CaseRow,
} from '#domain';
import { inTransaction, type Transaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import { nationalDatabase, rolledBack } from '../anonymisation/national-fixture.testing.js';
import { storeCase, storeClosing, storeDecision, type StoredCase } from '../anonymisation/register-fixture.testing.js';
import { byAttribute } from './by-attribute.js';
import { Figures } from './figures.js';
import { identifiedCells, identifiedTotals } from './identified.js';
import { presumed } from './presumed.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`figures: fast-check seed ${seed} (FC_SEED)\n`));

let db: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  db = await testDatabase('figures');
  dataSource = await nationalDatabase(db);
});
afterAll(async () => {
  await dataSource.destroy();
  await db.drop();
});

const YEARS = { from: 2020, to: 2022 };
const period = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` });

const decision = fc.record({
  status: fc.constantFrom('ActualVictimOfTrafficking', 'NotAVictimOfTrafficking', 'PossibleVictimOfTrafficking'),
  org: fc.constantFrom<DecisionOrg>('Police', 'NGO', 'CourtOrProsecution', 'Other', 'InternationalOrganisation'),
  on: fc.constantFrom('2020-03-01', '2020-12-31', '2021-01-01', '2021-12-31', '2022-06-01'),
});
const episode = fc.record({
  personRef: fc.integer({ min: 0, max: 6 }).map((n) => `00000000-0000-4000-8000-00000000000${n}`),
  registeredOn: fc.constantFrom('2019-12-31', '2020-01-01', '2021-05-05', '2022-12-31'),
  citizenship: fc.constantFrom('KZ', 'UZ', null),
  exploitationTypes: fc.constantFrom(
    [],
    ['SexualExploitation'],
    ['ForcedLabour', 'SexualExploitation'],
    ['OrganRemoval'],
  ),
  closedOn: fc.option(fc.constantFrom('2020-12-31', '2021-01-01', '2022-06-01')),
  decisions: fc.array(decision, { maxLength: 4 }),
});
type Episode = typeof episode extends fc.Arbitrary<infer E> ? E : never;

async function store(tx: Transaction, given: Episode): Promise<StoredCase> {
  const stored = await storeCase(tx, given);
  for (const { status, org, on } of given.decisions) await storeDecision(tx, stored.caseRef, status, org, on);
  if (given.closedOn !== null) await storeClosing(tx, stored.caseRef, given.closedOn);
  return stored;
}

/** The same case as the pure reference takes it. */
function rowOf(stored: StoredCase, { decisions, closedOn }: Episode): CaseRow & { readonly stored: StoredCase } {
  const outcomes = { ActualVictimOfTrafficking: 'ACTUAL', NotAVictimOfTrafficking: 'NOT_A_VICTIM' } as const;
  return {
    ...{ country: 'KZ', personRef: stored.personRef, caseRef: stored.caseRef, stored },
    ...{ registeredOn: stored.registeredOn, closedOn },
    decisions: standingDecisions(
      decisions.map(({ status, org, on }) => ({
        outcome: status === 'PossibleVictimOfTrafficking' ? null : outcomes[status],
        ...{ org, on },
      })),
    ).flatMap(({ outcome, org, on }) => (outcome === null ? [] : [{ outcome, decidedBy: decisionClass(org), on }])),
  };
}

test('V1, V2, V2x, V3 and V5 in SQL are those of the pure formulas', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(episode, { minLength: 1, maxLength: 20 }), async (episodes) => {
      const [rows, sql] = await rolledBack(dataSource, async (tx) => {
        const cases = [];
        for (const given of episodes) cases.push(rowOf(await store(tx, given), given));
        const figures = {
          totals: await identifiedTotals(tx, 'KZ', YEARS),
          cells: await identifiedCells(tx, 'KZ', YEARS),
          presumed: await presumed(tx, 'KZ', YEARS),
          byAttribute: await byAttribute(tx, 'KZ', YEARS),
        };
        return [cases, figures] as const;
      });
      for (const year of [2020, 2021, 2022]) {
        const P = period(year);
        const persons = sql.totals.filter((row) => row.year === year).map((row) => row.persons);
        const v1 = identified(rows, GOVERNMENT, P).size;
        expect(persons).toEqual([v1, identified(rows, OTHER_BODIES, P).size, identifiedByOthersOnly(rows, P).size]);
        expect(sql.presumed.find((row) => row.year === year)).toEqual({
          ...{
            country: 'KZ',
            year,
            openAtEnd: presumedOpenAtEnd(rows, P).size,
            registered: registeredIn(rows, P).size,
          },
        });
        const citizenship = pureBreakdown(rows, P, (row) => (row as (typeof rows)[number]).stored.facts.citizenship);
        const found = sql.byAttribute.filter((row) => row.year === year && row.attribute === 'CITIZENSHIP');
        expect(new Map(found.map((row) => [row.value, row.persons]))).toEqual(new Map([...citizenship]));
        const cells = sql.cells.filter((row) => row.year === year);
        expect(cells.reduce((sum, row) => sum + row.persons, 0)).toBe(v1);
        expect(cells.length).toBeGreaterThanOrEqual(8);
      }
    }),
    { seed, numRuns: 60 },
  );
});

test('Kazakhstan 2022: 20 and 1 in sexual, 2 and 1 in labour exploitation, zeros shown', async () => {
  const figures = new Figures(dataSource, 'KZ', defaultPolicy('kz-2026-1'));
  expect(await figures.identified({})).toEqual({ rows: [] });
  await inTransaction(dataSource, async (tx) => {
    const groups = [
      [20, 'KZ', 'SexualExploitation'],
      [1, 'UZ', 'SexualExploitation'],
      [2, 'KZ', 'ForcedLabour'],
      [1, 'KG', 'Servitude'],
    ] as const;
    for (const [count, citizenship, type] of groups) {
      for (let i = 0; i < count; i += 1) {
        const { caseRef } = await storeCase(tx, { citizenship, exploitationTypes: [type] });
        await storeDecision(tx, caseRef, 'ActualVictimOfTrafficking', 'Police', '2022-09-09');
      }
    }
  });
  const year = { from: 2022, to: 2022 };
  const totals = await figures.identified(year);
  expect(totals.rows.map((row) => [row.metric.slice(0, 3), row.persons])).toEqual([
    ...[
      ['V1_', 24],
      ['V2_', 0],
      ['V2x', 0],
    ],
  ]);
  const cells = await figures.breakdown(year);
  expect(cells.rows.map((row) => [row.exploitation, row.citizenshipGroup, row.persons])).toEqual([
    ...[
      ['SEX', 'OWN', 20],
      ['SEX', 'FOREIGN', 1],
      ['LABOUR', 'OWN', 2],
      ['LABOUR', 'FOREIGN', 1],
    ],
    ...[
      ['BOTH', 'OWN', 0],
      ['BOTH', 'FOREIGN', 0],
      ['OTHER', 'OWN', 0],
      ['OTHER', 'FOREIGN', 0],
    ],
  ]);
  expect(await figures.generalisation()).toMatchObject({ k: 3, fewerThanK: 0 });
});
