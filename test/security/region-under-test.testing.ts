import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home } from '../../apps/region/src/home.js';
import { token } from '../../apps/region/src/keys.js';
import { RunningRegion } from '../../apps/region/src/running-region.js';

/** A whole region in a fresh home, on servers of its own: what is searched and denied must be all that there is. */
export async function startRegion(): Promise<RunningRegion> {
  for (const name of ['KAFKA_BROKERS', 'DATABASE_URL', 'KAFKA_TOPIC_PREFIX']) Reflect.deleteProperty(process.env, name);
  const folder = await mkdtemp(join(tmpdir(), 'kerege-security-'));
  const region = new RunningRegion(await Home.open(folder, { KEREGE_HOME: folder }, true));
  try {
    await region.start();
  } catch (error) {
    await stopRegion(region);
    throw error;
  }
  return region;
}

export async function stopRegion(region: RunningRegion): Promise<void> {
  await region.stop();
  await region.servers.postgres?.remove();
  await region.home.remove();
}

export function tokenOf(region: RunningRegion, service: string, caller: string): Promise<string> {
  return token(region.home, service, caller);
}
