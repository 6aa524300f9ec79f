import { messagingMigrations, MembersLogWriter, outboxMigrations, type RunningService } from '#messaging';
import { migrate } from '#persistence';
import { generateSigningKey } from '#security';
import { eventually, testDatabase, testKafka, type TestDatabase, type TestKafka } from '#testing';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { startAggregator } from '../../../apps/aggregator/src/aggregator-service.js';
import { aggregatorMigrations } from '../../../apps/aggregator/src/migrations/index.js';
import type { Progress } from '../../../apps/aggregator/src/progress/progress.js';
import { startCoordination } from '../../../apps/coordination/src/coordination-service.js';
import type { CountryFiguresAnswer } from '../../../apps/coordination/src/country-figures/country-figures-answer.js';
import type { IdentifiedAnswer } from '../../../apps/coordination/src/identified/identified-answer.js';
import type { IndicatorsAnswer } from '../../../apps/coordination/src/indicators/indicators-answer.js';
import { get, memberOf, reference, serviceFiles, type ServiceFiles } from './deployment.testing.js';
import { Publisher } from './publisher.testing.js';
import { attested, counted } from './told-figures.testing.js';
import { binding, cluster, ToldCase } from './told-region.testing.js';

const SIGNERS = { KZ: 'national-kz', UZ: 'national-uz', LINKAGE: 'linkage' } as const;
const READER = { role: `t_coord_${randomBytes(4).toString('hex')}`, password: 'read', schemas: ['reporting'] };

let kafka: TestKafka;
let files: ServiceFiles;
let coordination: Omit<RunningService, 'failed'>;
let aggregator: RunningService;
const databases: TestDatabase[] = [];
const publishers = new Map<string, Publisher>();
const never = new AbortController().signal;

async function database(name: string, readers: Parameters<typeof testDatabase>[1] = []): Promise<TestDatabase> {
  const made = await testDatabase(name, readers);
  databases.push(made);
  return made;
}

async function aggregatorDatabase(readers: Parameters<typeof testDatabase>[1] = []): Promise<TestDatabase> {
  const store = await database('aggregator', readers);
  await migrate({ ...store, migrations: [...messagingMigrations, ...outboxMigrations, ...aggregatorMigrations] });
  return store;
}

const http = { host: '127.0.0.1', port: 0, logLevel: 'silent', sealingKeyFiles: [] } as const;

function runAggregator(store: TestDatabase): Promise<RunningService> {
  const { brokers, username, password, topicPrefix } = kafka.connection('aggregator');
  const config = { ...http, ...files, brokers, topicPrefix, username, password, ca: undefined };
  return startAggregator({ ...config, databaseUrl: store.url, poolSize: 8, lagWarning: 1000, journalDays: 90 }, never);
}

function readerUrl(store: TestDatabase): string {
  const url = new URL(store.url);
  [url.username, url.password] = [READER.role, READER.password];
  return url.href;
}

beforeAll(async () => {
  kafka = await testKafka();
  await kafka.createTopics();
  const platformKey = generateSigningKey('platform-1');
  const members = await MembersLogWriter.open(kafka.connection('platform'), platformKey);
  for (const [source, principal] of Object.entries(SIGNERS)) {
    const key = generateSigningKey(`${principal}-1`);
    await members.declare(memberOf(source, key));
    const connection = kafka.connection(principal);
    publishers.set(source, await Publisher.open(await database(principal.replace('-', '_')), connection, source, key));
  }
  const key = generateSigningKey('aggregator-1');
  await members.declare(memberOf('AGGREGATOR', key));
  files = await serviceFiles(key, platformKey);
  const store = await aggregatorDatabase([READER]);
  aggregator = await runAggregator(store);
  const options = { ...http, databaseUrl: readerUrl(store), tokensFile: files.tokensFile, poolSize: 2 };
  coordination = await startCoordination(options, never);
}, 120_000);

afterAll(async () => {
  await rm(files.folder, { recursive: true, force: true });
  await coordination.stop();
  await aggregator.stop();
  for (const publisher of publishers.values()) await publisher.close();
  for (const each of databases) await each.drop();
  await kafka.cleanup();
}, 60_000);

const publish = async (source: keyof typeof SIGNERS, events: Parameters<Publisher['publish']>[0]) =>
  publishers.get(source)?.publish(events);

async function progress(service: RunningService): Promise<Progress> {
  return (await get<Progress>(service.url, '/v1/progress', files.tokens.operator)).body;
}

const caughtUp = (service: RunningService, accepted: number) =>
  eventually(async () => (await progress(service)).accepted === accepted, {
    timeoutMs: 30_000,
    what: `${accepted} accepted events`,
  });

async function hashOf(service: RunningService): Promise<string> {
  return (await get<{ stateHash: string }>(service.url, '/v1/state-hash', files.tokens.operator)).body.stateHash;
}

let accepted = 0;

test('what countries and linkage publish becomes figures of the region, once per person', async () => {
  const inKz = new ToldCase('KZ');
  const again = new ToldCase('KZ', inKz.personRef);
  const inUz = new ToldCase('UZ');
  const reversed = new ToldCase('UZ');
  const gone = new ToldCase('KZ');
  const [mKz, mUz, fake, k] = [reference(), reference(), reference(), reference()];
  const kz = [
    ...[inKz.registered(2019), inKz.decided('GOVERNMENT', 2020), inKz.closed(2020), inKz.bound(mKz)],
    ...[again.registered(2020), again.decided('NGO', 2020), binding('KZ', fake, null)],
    ...[gone.registered(2020), gone.decided('GOVERNMENT', 2020), gone.voided()],
  ];
  const uz = [
    ...[inUz.registered(2020), inUz.decided('NGO', 2021), inUz.bound(mUz)],
    ...[
      reversed.registered(2020),
      reversed.decided('GOVERNMENT', 2020),
      reversed.decided('OTHER', 2021, 'NOT_A_VICTIM'),
    ],
  ];
  await Promise.all([publish('KZ', kz), publish('UZ', uz), publish('LINKAGE', [cluster(k, [mKz, mUz])])]);
  accepted = kz.length + uz.length + 1;
  await caughtUp(aggregator, accepted);

  const { body } = await get<IdentifiedAnswer>(coordination.url, '/v1/identified', files.tokens.operator);
  const found = Object.fromEntries(body.rows.map((r) => [`${r.metric} ${r.country} ${r.year}`, r.persons]));
  expect(found).toMatchObject({
    'V1_government_identified KZ 2020': 1,
    'V1_government_identified UZ 2020': 0,
    'V2_ngo_or_other_identified KZ 2020': 1,
    'V2x_not_also_government KZ 2020': 0,
    'V2x_not_also_government UZ 2021': 1,
    'V1_government_identified TJ 2021': 0,
    'V4_sum_over_countries ALL 2020-2021': 2,
    'V4_regional_unique ALL 2020-2021': 1,
  });
  expect(await progress(aggregator)).toMatchObject({ mentionsBound: 2, fakes: 1, clusters: 1, crossBorder: 1 });
}, 60_000);

test('a figure comes with period, unit, watermark, completeness and the share open to matching', async () => {
  const path = '/v1/indicators?years=2020-2021&countries=KZ,UZ';
  const { body } = await get<IndicatorsAnswer>(coordination.url, path, files.tokens.operator);
  const row = body.rows.find((r) => r.metric === 'V1_government_identified' && r.country === 'KZ' && r.year === '2020');
  expect(row).toEqual({
    metric: 'V1_government_identified',
    country: 'KZ',
    year: '2020',
    unit: 'persons',
    persons: 1,
    period: { from: '2020-01-01', to: '2020-12-31' },
    watermark: body.watermark.digest,
    completeness: { attested: false, parked: 0, quarantined: 0 },
    shareOpenToMatching: 1,
  });
  const surplus = body.rows.find((r) => r.metric === 'V4_surplus' && r.year === '2020-2021');
  expect(surplus).toMatchObject({ country: 'KZ+UZ', persons: 1, shareOpenToMatching: 0.667 });
  expect(body.watermark.positions.length).toBeGreaterThan(0);
});

test('raw numbers are closed to coordinators and to callers without a token', async () => {
  for (const path of ['/v1/indicators', '/v1/identified', '/v1/figures?table=RETURNS&period=2021']) {
    expect((await get(coordination.url, path, files.tokens.coordinator)).status).toBe(403);
    expect((await get(coordination.url, path)).status).toBe(401);
    expect((await get(coordination.url, path, files.tokens.operator)).status).toBe(200);
  }
  for (const path of ['/v1/progress', '/v1/state-hash']) {
    expect((await get(aggregator.url, path, files.tokens.coordinator)).status).toBe(403);
  }
});

test('an event that contradicts its case is quarantined alone and shows as missing; others go on', async () => {
  const late = new ToldCase('KZ');
  const stray = new ToldCase('KZ');
  await publish('KZ', [stray.decided('NGO', 2021), late.registered(2021), late.erased()]);
  accepted += 2;
  await caughtUp(aggregator, accepted);
  await eventually(async () => (await progress(aggregator)).quarantined === 1, { what: 'the quarantined event' });
  expect((await progress(aggregator)).parked).toBe(0);
  const { body } = await get<IndicatorsAnswer>(coordination.url, '/v1/indicators?years=2021', files.tokens.operator);
  expect(body.rows.find((r) => r.country === 'KZ')?.completeness).toMatchObject({ quarantined: 1 });
});

test('what a country counts itself arrives with its markers; a table of another subject is refused alone', async () => {
  const read = async () => {
    const path = '/v1/figures?table=RETURNS&period=2021-Q1&countries=KZ,UZ';
    return (await get<CountryFiguresAnswer>(coordination.url, path, files.tokens.operator)).body.countries;
  };
  await publish('KZ', [counted('KZ', { VOLUNTARY: 3, ENFORCED_INSIDE_REFLECTION: 0 })]);
  await caughtUp(aggregator, (accepted += 1));
  const [unattested] = await read();
  expect(unattested).toMatchObject({ country: 'KZ', version: 1, attested: false, complete: false });
  const values = (table: typeof unattested) => table?.cells.map(({ value, marker }) => marker ?? value);
  expect(values(unattested)).toEqual([3, 'NOT_REPORTED', 'NOT_REPORTED']);
  await publish('KZ', [attested('KZ', 1), { ...counted('KZ', { VOLUNTARY: 9 }), subject: reference() }]);
  await caughtUp(aggregator, (accepted += 1));
  await eventually(async () => (await progress(aggregator)).quarantined === 2, { what: 'the quarantined table' });
  const [confirmed, silent] = await read();
  expect(confirmed).toMatchObject({ attested: true, complete: true });
  expect(values(confirmed)).toEqual([3, 'ZERO_CONFIRMED', 'ZERO_CONFIRMED']);
  expect(silent).toMatchObject({ country: 'UZ', version: null, attested: false });
  expect(values(silent)).toEqual(['NOT_REPORTED', 'NOT_REPORTED', 'NOT_REPORTED']);
}, 60_000);

test.each(['', '?table=RETURNS', '?table=NAMES&period=2021', '?table=RETURNS&period=2021-13'])(
  'figures of "%s" are asked for in vain',
  async (query) => {
    expect((await get(coordination.url, `/v1/figures${query}`, files.tokens.operator)).status).toBe(400);
  },
);

test('a rebuild into an empty store gives the same hash, and health says ready', async () => {
  const before = await hashOf(aggregator);
  await aggregator.stop();
  aggregator = await runAggregator(await aggregatorDatabase());
  await caughtUp(aggregator, accepted);
  expect(await hashOf(aggregator)).toBe(before);
  await eventually(async () => (await get(aggregator.url, '/health/ready')).status === 200, {
    timeoutMs: 10_000,
    what: 'readiness',
  });
}, 60_000);
