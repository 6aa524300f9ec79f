import { COUNTRIES } from '#contracts';
import type { SeededRandom } from '#testing';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { nationalName } from '../../../apps/region/src/services.js';

/** What is killed: a service's process (a national one has the intake and the relay), or a server. */
export const VICTIMS = ['aggregator', 'linkage', ...COUNTRIES.map(nationalName), 'kafka', 'postgres'] as const;
export type Victim = (typeof VICTIMS)[number];

/** One outage: these are gone at the same time, from the acknowledgement of this many records of its slice on. */
export interface Outage {
  readonly victims: readonly Victim[];
  readonly afterRecords: number;
  /** Whether they come back only when the slice's other records are through, or at once. */
  readonly long: boolean;
}

/** Random outages that hit each of the given victims once, in slices of `sliceSize` records for each of four countries. */
export function outagesOf(
  random: SeededRandom,
  victims: readonly Victim[],
  sliceSize: number,
  together: number,
): Outage[] {
  const rest = random.shuffled(victims);
  const outages: Outage[] = [];
  while (rest.length > 0) {
    const afterRecords = random.integer(0, 2 * sliceSize);
    outages.push({ victims: rest.splice(0, random.integer(1, together)), afterRecords, long: random.chance(0.5) });
  }
  return outages;
}

export async function kill(region: RunningRegion, victims: readonly Victim[]): Promise<void> {
  await Promise.all(
    victims.map(async (victim) => {
      if (victim === 'kafka') await region.servers.kafka?.kill();
      else if (victim === 'postgres') await region.servers.postgres?.kill();
      else await region.service(victim).kill();
    }),
  );
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
export function stopsIntake({ victims }: Outage): boolean {
  return victims.some((victim) => victim === 'postgres' || victim.startsWith('national-'));
}
