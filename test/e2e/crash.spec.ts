import { removePostgresFolder, SeededRandom } from '#testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home } from '../../apps/region/src/home.js';
import { RunningRegion } from '../../apps/region/src/running-region.js';
import { CrashScenario } from '../chaos/crash/crash-scenario.js';
import { replayDifferences } from '../chaos/crash/replay.js';
import { describe as told, outageOf, outagesOf, type Outage } from '../chaos/crash/victims.js';
import { violations } from '../chaos/crash/violations.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);
/** Records a country for each outage. */
const SLICE = 12;

let folder: string;
let region: RunningRegion;
let scenario: CrashScenario;
let outages: readonly Outage[];

beforeAll(async () => {
  const random = new SeededRandom(SEED);
  // What a relay had taken from its outbox and could not send is what a crash of it could lose.
  const relay = outageOf(random, ['kafka', 'national-kz'], SLICE);
  outages = random.shuffled([relay, ...outagesOf(random, ['aggregator', 'linkage', 'postgres'], SLICE, 3)]);
  process.stderr.write(`crash: KEREGE_SEED=${SEED}: ${told(outages)}\n`);
  folder = await mkdtemp(join(tmpdir(), 'kerege-crash-'));
  region = new RunningRegion(await Home.open('/', { KEREGE_HOME: folder }, true));
  await region.start();
  scenario = await CrashScenario.on(region);
  await scenario.load(random, outages, SLICE);
  await region.caughtUp();
}, 420_000);

afterAll(async () => {
  await region?.stop();
  await removePostgresFolder(folder);
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test(`parts killed during a load lose no acknowledged record and apply none twice, seed ${SEED}`, async () => {
  expect(await violations(scenario)).toEqual([]);
});

test.each(['aggregator', 'linkage'] as const)(
  `after crashes, a replay of the topics into an empty store gives the state of %s, and nothing to say, seed ${SEED}`,
  async (name) => {
    expect(await replayDifferences(region, name)).toEqual([]);
  },
  180_000,
);
