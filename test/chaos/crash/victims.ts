import { COUNTRIES } from '#contracts';
import type { SeededRandom } from '#testing';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { nationalName } from '../../../apps/region/src/services.js';

/** What is killed: a service's process (a national one has the intake and the relay), or a server. */
export const VICTIMS = ['aggregator', 'linkage', ...COUNTRIES.map(nationalName), 'kafka', 'postgres'] as const;
export type Victim = (typeof VICTIMS)[number];

/** One outage: these die one after the other and are gone together. */
export interface Outage {
  readonly kills: readonly Kill[];
  /** Whether they come back only when the slice's other records are through, or at once. */
  readonly long: boolean;
}

export interface Kill {
  readonly victim: Victim;
  /** Dies when so many records of the outage's slice are acknowledged; not falling from one kill to the next. */
  readonly afterRecords: number;
}

/** An outage of these, in this order, at random points of a slice of `sliceSize` records a country. */
export function outageOf(random: SeededRandom, victims: readonly Victim[], sliceSize: number): Outage {
  // Nothing is acknowledged any more without a database, and at least one country's slice goes on without the others.
  const inOrder = [...victims].sort((a, b) => Number(a === 'postgres') - Number(b === 'postgres'));
  const points = inOrder.map(() => random.integer(0, sliceSize - 1)).sort((a, b) => a - b);
  const kills = inOrder.map((victim, i) => ({ victim, afterRecords: points[i] ?? 0 }));
  return { kills, long: random.chance(0.5) };
}

/** Random outages that hit each of the given victims once, at most `together` at a time. */
export function outagesOf(
  random: SeededRandom,
  victims: readonly Victim[],
  sliceSize: number,
  together: number,
): Outage[] {
  const rest = random.shuffled(victims);
  const outages: Outage[] = [];
  while (rest.length > 0) outages.push(outageOf(random, rest.splice(0, random.integer(1, together)), sliceSize));
  return outages;
}

/** For the log: who dies after how many records. */
export function describe(outages: readonly Outage[]): string {
  const one = ({ kills }: Outage) =>
    kills.map(({ victim, afterRecords }) => `${victim} after ${afterRecords}`).join(' + ');
  return outages.map(one).join(', ');
}

export async function kill(region: RunningRegion, victim: Victim): Promise<void> {
  if (victim === 'kafka') await region.servers.kafka?.kill();
  else if (victim === 'postgres') await region.servers.postgres?.kill();
  else await region.service(victim).kill();
}

/** Servers first: a service is ready only where they are there. */
export async function revive(region: RunningRegion, victims: readonly Victim[]): Promise<void> {
  if (victims.includes('kafka')) await region.servers.kafka?.restart();
  if (victims.includes('postgres')) await region.servers.postgres?.restart();
  await Promise.all(
    victims.filter((victim) => victim !== 'kafka' && victim !== 'postgres').map((victim) => region.restart(victim)),
  );
}

/** Without these no record can be acknowledged, so no slice would end before they are back. */
export function stopsIntake({ kills }: Outage): boolean {
  return kills.some(({ victim }) => victim === 'postgres' || victim.startsWith('national-'));
}
