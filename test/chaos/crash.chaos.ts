import { removePostgresFolder, SeededRandom } from '#testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home } from '../../apps/region/src/home.js';
import { RunningRegion } from '../../apps/region/src/running-region.js';
import { CrashScenario } from './crash/crash-scenario.js';
import { replayDifferences } from './crash/replay.js';
import { describe, outagesOf, VICTIMS, type Victim } from './crash/victims.js';
import { violations } from './crash/violations.js';

// npm run chaos -- crash [MINUTES]: loads records and kills parts of the region at random, several at once, for this long.
const MINUTES = Number(process.argv[2] ?? 30);
const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);
/** Records a country for each outage. */
const SLICE = 20;
/** Parts that are gone at the same time, at most. */
const TOGETHER = 3;

const say = (text: string) => process.stderr.write(`${text}\n`);

interface Round {
  readonly seed: number;
  readonly violations: readonly string[];
}

async function round(scenario: CrashScenario, seed: number, kills: Map<Victim, number>): Promise<Round> {
  const random = new SeededRandom(seed);
  const outages = outagesOf(random, VICTIMS, SLICE, TOGETHER);
  say(`seed ${seed}: ${describe(outages)}`);
  await scenario.load(random, outages, SLICE);
  for (const { victim } of outages.flatMap((outage) => outage.kills)) kills.set(victim, (kills.get(victim) ?? 0) + 1);
  await scenario.region.caughtUp();
  const found = await violations(scenario);
  for (const name of ['aggregator', 'linkage'] as const) {
    found.push(...(await replayDifferences(scenario.region, name)));
    await scenario.region.restart(name);
  }
  for (const violation of found) say(`  ${violation}`);
  return { seed, violations: found };
}

async function main(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'kerege-chaos-'));
  const region = new RunningRegion(await Home.open('/', { KEREGE_HOME: folder }, true), say);
  const kills = new Map<Victim, number>();
  const rounds: Round[] = [];
  let failure: string | undefined;
  try {
    await region.start();
    const scenario = await CrashScenario.on(region);
    const end = Date.now() + MINUTES * 60_000;
    for (let seed = SEED; rounds.length === 0 || Date.now() < end; seed += 1) {
      rounds.push(await round(scenario, seed, kills));
      if (rounds.at(-1)?.violations.length !== 0) break;
    }
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  } finally {
    await region.stop();
  }
  const found = [...rounds.flatMap((one) => one.violations), ...(failure === undefined ? [] : [failure])];
  // Logs and stores are what a violation is looked into with.
  if (found.length === 0) {
    await removePostgresFolder(folder);
    await rm(folder, { recursive: true, force: true });
  } else {
    say(`kept: ${folder}`);
  }
  const seeds = rounds.map(({ seed }) => seed);
  process.stdout.write(
    `${JSON.stringify({ chaos: 'crash', seeds, kills: Object.fromEntries(kills), violations: found })}\n`,
  );
  return found.length === 0;
}

process.exit((await main()) ? 0 : 1);
