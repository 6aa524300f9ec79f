import { COUNTRIES } from '#contracts';
import { createKafka } from '#messaging';
import { connection } from '../../apps/region/src/region.js';
import type { RunningRegion } from '../../apps/region/src/running-region.js';
import { searchDatabases } from './leak/columns.testing.js';
import { handIn } from './leak/hand-in.testing.js';
import { searchAnswers } from './leak/http-answers.testing.js';
import { nationalErrors, regionalAsks } from './leak/asks.testing.js';
import { searchTopics } from './leak/kafka-records.testing.js';
import { LeakSearch, type Leak } from './leak/leak-search.testing.js';
import { needlesOf, strictNeedlesOf, type Needle } from './leak/needles.testing.js';
import {
  leakingService,
  PLANTED_NEEDLES,
  plantedIn,
  plantInAggregator,
  plantInDatabase,
  plantInKafka,
  plantInLogs,
} from './leak/plant-leaks.testing.js';
import { plantDomesticReferral, type PlantedDomestic } from './leak/planted-domestic.testing.js';
import { plantFigures } from './leak/planted-figures.testing.js';
import { plantReferral, type PlantedReferral } from './leak/planted-referral.testing.js';
import { plantRecords, wordsOf, type PlantedSet } from './leak/planted-records.testing.js';
import { searchFolder } from './leak/raw-files.testing.js';
import { startRegion, stopRegion, tokenOf } from './region-under-test.testing.js';

const SEED = 20_231_107;

let region: RunningRegion;
let planted: PlantedSet;
let needles: Needle[];
let search: LeakSearch;
let referral: PlantedReferral;
let domestic: PlantedDomestic;

const CONTROLS = new Set(PLANTED_NEEDLES.map(({ field }) => field));
const controlsIn = (leaks: readonly Leak[]) =>
  [...new Set(leaks.flatMap(({ field }) => (CONTROLS.has(field) ? [field] : [])))].sort();

/** One leak is a failure; a thousand are no easier to read. */
function summary(leaks: readonly Leak[]): string[] {
  const real = leaks.filter(({ field }) => !CONTROLS.has(field));
  return [...new Set(real.map(({ field, where, text }) => `${field} in ${where}: ${text.slice(0, 30)}`))].slice(0, 40);
}

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'trace';
  planted = plantRecords(SEED);
  needles = [...needlesOf([...planted.rows, ...wordsOf(planted.canaries)]), ...strictNeedlesOf(planted.canaries)];
  search = new LeakSearch([...needles, ...PLANTED_NEEDLES]);
  region = await startRegion();
}, 180_000);

afterAll(() => stopRegion(region), 60_000);

const adminKafka = () => createKafka(connection(region.region, region.servers.admin));

test('good records are taken in and bad ones refused, by file, sheet, stream and one by one', async () => {
  const results = await Promise.all(COUNTRIES.map((country) => handIn(region, country, planted.inputs[country])));
  for (const [i, country] of COUNTRIES.entries()) {
    const { registered, rejected } = planted.inputs[country];
    expect({ country, ...results[i] }).toEqual({ country, registered, rejected, single: [200, 200] });
  }
  await region.caughtUp();
}, 120_000);

test('a referral is carried out, another one inside a country, and figures are sent', async () => {
  referral = await plantReferral(region, planted.canaries[0] ?? {});
  domestic = await plantDomesticReferral(region, planted.canaries[1] ?? {});
  needles = [...needles, ...referral.needles, ...domestic.needles, ...(await plantFigures(region))];
  search = new LeakSearch([...needles, ...PLANTED_NEEDLES]);
  await region.caughtUp();
}, 240_000);

test('no record of any topic carries an identity value', async () => {
  const { leaks, records } = await searchTopics(search, adminKafka(), 'leak-search');
  expect(summary(leaks)).toEqual([]);
  for (const kind of ['case', 'mention', 'binding']) expect(records.get(`kz.${kind}`)).toBeGreaterThan(10);
  for (const topic of ['referral', 'inbox.kz', 'inbox.uz', 'kz.referral', 'uz.referral', 'uz.directory']) {
    expect([topic, records.get(topic) ?? 0]).toEqual([topic, expect.any(Number)]);
    expect(records.get(topic) ?? 0).toBeGreaterThan(1);
  }
  expect(records.get('kz.figures')).toBe(1);
}, 90_000);

test('no column of any database carries an identity value', async () => {
  const { leaks, rows } = await searchDatabases(search, region.servers.databaseUrl);
  expect(summary(leaks)).toEqual([]);
  expect(rows.get('kerege_national_kz.register.identity')).toBeGreaterThan(30);
  for (const table of ['referral', 'referral_outcome', 'figure_cell']) {
    expect(rows.get(`kerege_aggregator.aggregator.${table}`)).toBeGreaterThan(0);
  }
  expect(rows.get('kerege_aggregator.reporting.case_state') ?? rows.size).toBeGreaterThan(10);
}, 90_000);

test('no answer of the regional side carries an identity value, refusals of requests with one in them included', async () => {
  const [canary] = planted.canaries;
  const { leaks, statuses } = await searchAnswers(search, await regionalAsks(region, canary ?? {}));
  expect(summary(leaks)).toEqual([]);
  const answered = statuses.flatMap(([asked, status]) => (status === 200 ? [asked] : []));
  expect(answered).toEqual(expect.arrayContaining(['GET /v1/identified', 'GET /v1/state-hash', 'GET /metrics']));
  expect(new Set(statuses.map(([, status]) => status))).toEqual(new Set([200, 202, 400, 401, 403, 404, 409]));
}, 60_000);

test('no refusal by a national service repeats what it refused', async () => {
  const canary = planted.canaries.at(-1) ?? {};
  const { leaks, statuses } = await searchAnswers(search, await nationalErrors(region, canary));
  expect(summary(leaks)).toEqual([]);
  expect(statuses.filter(([, status]) => status >= 500)).toEqual([]);
  expect(new Set(statuses.map(([, status]) => status))).toEqual(new Set([200, 400, 401, 403, 404, 415, 422]));
}, 60_000);

test('no refusal by a national service repeats what is sealed between two case workers', async () => {
  const { leaks, statuses } = await searchAnswers(search, referral.refusals);
  expect(summary(leaks)).toEqual([]);
  expect(statuses.filter(([, status]) => status < 400 || status >= 500)).toEqual([]);
}, 60_000);

test('timeline, care, export and notifications of a referral inside the country tell the other organisation neither identity nor sealed words', async () => {
  const { leaks, statuses } = await searchAnswers(search, domestic.reads);
  expect(summary(leaks)).toEqual([]);
  // What was referred opens the care of it, and no course of the case.
  expect(statuses.map(([, status]) => status)).toEqual([200, 404, 200, 200, 200]);
  // The control: where they belong, the same search finds them.
  const told = await searchAnswers(search, domestic.tells);
  expect(told.leaks.map(({ field }) => field)).toEqual(expect.arrayContaining([...domestic.told]));
}, 60_000);

test('small numbers: the operator of coordination sees what an officer sent, nobody else anything', async () => {
  const ask = async (caller: string, quarter: string) => {
    const token = await tokenOf(region, 'coordination', caller);
    const query = `table=SCREENINGS&period=${quarter}&countries=KZ`;
    const answer = await fetch(`${region.service('coordination').url}/v1/figures?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: answer.status, text: await answer.text() };
  };
  expect((await ask('operator', '2021-Q1')).text).toContain('"value":3');
  expect((await ask('operator', '2021-Q2')).text).not.toMatch(/"value":\d/);
  for (const quarter of ['2021-Q1', '2021-Q2']) {
    const refused = await ask('coordinator', quarter);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toMatch(/"value"/);
  }
}, 60_000);

test('a leak planted in any topic, table or answer is found', async () => {
  await plantInLogs(region.home.logs);
  await plantInKafka(adminKafka());
  await plantInDatabase(region.servers.databaseUrl);
  await plantInAggregator(region.servers.databaseUrl);
  const { url, server } = await leakingService();
  const answers = await searchAnswers(search, [{ url }]).finally(() => server.close());
  expect(controlsIn(answers.leaks)).toEqual(plantedIn('answers').sort());
  const topics = await searchTopics(search, adminKafka(), 'leak-control');
  expect(controlsIn(topics.leaks)).toEqual(plantedIn('topics').sort());
  const databases = await searchDatabases(search, region.servers.databaseUrl);
  expect(controlsIn(databases.leaks)).toEqual(plantedIn('databases').sort());
}, 90_000);

test('no file of the home but the keys carries an identity value; planted ones are found', async () => {
  // Stopped in good order, so that everything that was in memory is in files.
  await region.stop();
  const { leaks, files, bytes } = await searchFolder(search, region.home.path, ['keys']);
  expect(summary(leaks)).toEqual([]);
  expect(controlsIn(leaks)).toEqual(expect.arrayContaining(plantedIn('raw')));
  expect(files).toBeGreaterThan(1_000);
  expect(bytes).toBeGreaterThan(50_000_000);
}, 120_000);
