import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { Profile } from '#contracts';
import {
  chooseRung,
  GUARDED_LEVELS,
  profileAt,
  profileFacts,
  tupleKey,
  tupleKeys,
  type Level,
  type ProfileFacts,
  type ProfileSource,
} from '#domain';
import { createDataSource, type Transaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import { generalisationReport } from './generalisation-report.js';
import { LEVELS_SQL, levelsFor, type LevellingRequest } from './levelling.js';
import { casePublisher, nationalDatabase, outboxRows, POLICY, rolledBack } from './national-fixture.testing.js';
import { changeFacts, storeCase } from './register-fixture.testing.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`levelling: fast-check seed ${seed} (FC_SEED)\n`));

let db: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  db = await testDatabase('levelling');
  dataSource = await nationalDatabase(db);
});
afterAll(async () => {
  await dataSource.destroy();
  await db.drop();
});

/** Persons a to e, so that tuples are shared often enough and seldom enough. */
const person = fc.integer({ min: 0, max: 12 }).map((n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
/** Days around both ends of the window: equal days, the day 24 months before, the day after it. */
const day = fc.constantFrom(
  '2020-02-28',
  '2020-02-29',
  '2020-03-01',
  '2021-06-30',
  '2021-07-01',
  '2022-02-28',
  '2022-03-01',
);

interface Entry extends ProfileSource {
  readonly personRef: string;
}

const entry: fc.Arbitrary<Entry> = fc.record({
  personRef: person,
  registeredOn: day,
  birthDate: fc.constantFrom(null, '1992', '2004-01-15', '2012-07'),
  sex: fc.constantFrom(null, 'FEMALE', 'MALE'),
  citizenship: fc.constantFrom(null, 'KZ', 'UZ', 'AM'),
  countryOfExploitation: fc.constantFrom(null, 'KZ', 'RU'),
  exploitationTypes: fc.constantFrom([], ['ForcedLabour'], ['ForcedBegging', 'ChildLabour'], ['SexualExploitation']),
});

interface Known {
  readonly caseRef: string;
  readonly personRef: string;
  readonly registeredOn: string;
  readonly facts: ProfileFacts;
}

/** The rule again, read naively: day by day, person by person. */
function personsAlike(cases: readonly Known[], own: Known, level: Level): number {
  const [year, month, date] = own.registeredOn.split('-').map(Number);
  // PostgreSQL takes 24 months from 29 February to 28 February.
  const start = new Date(Date.UTC((year ?? 0) - 2, (month ?? 1) - 1, date));
  if (start.getUTCMonth() !== (month ?? 1) - 1) start.setUTCDate(0);
  const after = start.toISOString().slice(0, 10);
  const key = tupleKey(profileAt(own.facts, level));
  const alike = cases.filter(
    (other) =>
      other.registeredOn > after &&
      other.registeredOn <= own.registeredOn &&
      tupleKey(profileAt(other.facts, level)) === key,
  );
  return new Set(alike.map((other) => other.personRef)).size;
}

async function store(tx: Transaction, entries: readonly Entry[]): Promise<Known[]> {
  const cases: Known[] = [];
  for (const given of entries) cases.push(await storeCase(tx, given));
  return cases;
}

test('the SQL gives every case the rung that the rule gives it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 2, max: 4 }),
      async (entries, k) => {
        const [cases, levels] = await rolledBack(dataSource, async (tx) => {
          const stored = await store(tx, entries);
          const requests = stored.map(({ caseRef }): LevellingRequest => ({ caseRef, floor: 0 }));
          return [stored, await levelsFor(tx, requests, { ...POLICY, k })] as const;
        });
        for (const own of cases) {
          const persons = GUARDED_LEVELS.map((level) => personsAlike(cases, own, level));
          expect(levels.get(own.caseRef)).toBe(chooseRung(persons, k));
        }
      },
    ),
    { seed, numRuns: 40 },
  );
});

test('whatever is registered and corrected: no tuple above the last rung stands for fewer than k persons', async () => {
  const changes = fc.array(fc.tuple(fc.nat(), entry), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 3, maxLength: 30 }), changes, async (entries, corrections) => {
      const [cases, rows, report] = await rolledBack(dataSource, async (tx) => {
        const stored = await store(tx, entries);
        const publisher = casePublisher();
        const half = Math.ceil(stored.length / 2);
        await publisher.bringUpToDate(
          tx,
          stored.slice(0, half).map((c) => c.caseRef),
        );
        await publisher.bringUpToDate(
          tx,
          stored.map((c) => c.caseRef),
        );
        for (const [nth, { personRef: _, ...source }] of corrections) {
          const own = stored[nth % stored.length];
          if (!own) continue;
          await changeFacts(tx, own.caseRef, source);
          stored[nth % stored.length] = { ...own, ...source, facts: profileFacts(source, 'KZ') };
          await publisher.bringUpToDate(tx, [own.caseRef]);
        }
        return [stored, await outboxRows(tx), await generalisationReport(tx, POLICY)] as const;
      });
      const shown = new Map<string, { level: Level; profile: Profile }>();
      for (const { subject, data } of rows) {
        const told = data as { generalisation: Level; profile: Profile };
        expect(told.generalisation).toBeGreaterThanOrEqual(shown.get(subject)?.level ?? 0);
        shown.set(subject, { level: told.generalisation, profile: told.profile });
      }
      for (const own of cases) {
        const { level, profile } = shown.get(own.caseRef) ?? { level: 7, profile: null };
        expect(profile).toEqual(profileAt(own.facts, level));
        if (level < 7) expect(personsAlike(cases, own, level)).toBeGreaterThanOrEqual(POLICY.k);
      }
      expect(report.fewerThanK).toBe(0);
      expect(report.problems).toEqual({});
      expect(report.levels.reduce((total, { cases: n }) => total + n, 0)).toBe(cases.length);
    }),
    { seed, numRuns: 40 },
  );
});

test('every rung’s count is answered from its own index', async () => {
  const asOwner = await createDataSource({
    url: db.ownerUrl,
    poolSize: 1,
    applicationName: 'levelling-plan',
  }).initialize();
  const plan = await rolledBack(asOwner, async (tx) => {
    const { facts } = await storeCase(tx);
    await tx.run(
      `INSERT INTO register.episode
       SELECT (e).* FROM (SELECT jsonb_populate_record(e, jsonb_build_object('case_ref', gen_random_uuid(), 'record_id', n::text,
              'k0', n::text, 'k1', n::text, 'k2', n::text, 'k3', n::text, 'k4', n::text, 'k5', n::text, 'k6', n::text)) AS e
         FROM register.episode e, generate_series(1, 5000) n) copies`,
    );
    // Only the owner may do this. Without statistics the table looks empty, and any index as good as another.
    await tx.run('ANALYZE register.episode');
    const [key] = tupleKeys(facts);
    return tx.rows<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT count(DISTINCT person_ref) FROM register.episode
        WHERE k0 = '${key ?? ''}' AND registered_on <= '2022-05-10' AND registered_on > '2020-05-10'`,
    );
  });
  await asOwner.destroy();
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('episode_k0');
});

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

/** Rows that a plan took out of tables and indexes. */
const rowsRead = (node: PlanNode): number =>
  (node['Relation Name'] === undefined ? 0 : node['Actual Rows'] * node['Actual Loops']) +
  (node.Plans ?? []).reduce((sum, plan) => sum + rowsRead(plan), 0);

test('where thousands are alike, a rung is chosen without counting them', async () => {
  const ALIKE = 3_000;
  const [{ caseRef, level }, read] = await rolledBack(dataSource, async (tx) => {
    const own = await storeCase(tx);
    await tx.run('INSERT INTO register.person SELECT gen_random_uuid() FROM generate_series(1, $1::int)', [ALIKE]);
    await tx.run(
      `INSERT INTO register.episode
       SELECT (jsonb_populate_record(e, jsonb_build_object('case_ref', gen_random_uuid(), 'record_id', p.person_ref::text,
                                                           'person_ref', p.person_ref))).*
         FROM register.episode e, register.person p WHERE p.person_ref <> e.person_ref`,
    );
    const levels = await levelsFor(tx, [{ caseRef: own.caseRef, floor: 0 }], POLICY);
    const parameters = [[own.caseRef], [0], POLICY.windowMonths, POLICY.k];
    const [row] = await tx.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${LEVELS_SQL}`,
      parameters,
    );
    return [{ caseRef: own.caseRef, level: levels.get(own.caseRef) }, row && rowsRead(row['QUERY PLAN'][0].Plan)];
  });
  expect([caseRef, level]).toEqual([caseRef, 0]);
  expect(read).toBeLessThan(ALIKE / 10);
});
