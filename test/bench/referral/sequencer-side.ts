import { join } from 'node:path';
import { freePorts } from '#testing';
import type { ReferralRegion, Store } from '../../../apps/aggregator/src/referrals/referrals.testing.js';
import { program } from '../../../apps/region/src/programs.js';
import { ServiceProcess } from '../../../apps/region/src/service-process.js';

/** The aggregator as a process of its own, as it runs in a deployment. */
export async function startSequencer(
  region: ReferralRegion,
  { database }: Store,
  folder: string,
  profile: string | undefined,
): Promise<ServiceProcess> {
  const [port = 0] = await freePorts(1);
  const process = ServiceProcess.start({
    name: 'aggregator',
    entry: program('aggregator'),
    environment: await region.environment(database, port),
    logFile: join(folder, 'aggregator.log'),
    node: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
  });
  await process.ready();
  return process;
}
