import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '#testing';
import { printReport, say, type Metric } from './lib/report.js';
import { agency } from './linkage/agency.js';
import { calibration } from './linkage/calibration.js';
import { consent } from './linkage/consent.js';
import { encoding } from './linkage/encoding.js';
import { febrl } from './linkage/febrl.js';
import { kernel } from './linkage/kernel.js';
import { Absent, type Part, type Setting } from './linkage/part.js';
import { findPeers } from './linkage/peers.js';

/**
 * Quality and speed of linkage, beside the peers.
 *
 *   npm run bench -- linkage [--only febrl,agency,consent,calibration,encoding,kernel] [--data FOLDER]
 */
const PARTS: Readonly<Record<string, Part>> = { febrl, agency, consent, calibration, encoding, kernel };

const { values: wanted } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(PARTS).join() },
    /** Folder with `linkage` and `agency-records`. */
    data: { type: 'string', default: join(repositoryRoot(), '..', 'shared', 'data') },
  },
});

const work = await mkdtemp(join(tmpdir(), 'kerege-bench-linkage-'));
try {
  await bench({ data: wanted.data, work, peers: findPeers() });
} finally {
  await rm(work, { recursive: true, force: true });
}

async function bench(setting: Setting): Promise<void> {
  const metrics: Metric[] = [];
  const details: Record<string, object> = {};
  for (const name of wanted.only.split(',')) {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`no part ${name}; known: ${Object.keys(PARTS).join()}`);
    try {
      const outcome = await part(setting);
      metrics.push(...outcome.metrics);
      details[name] = outcome.details;
    } catch (error) {
      if (!(error instanceof Absent)) throw error;
      say(`${name} is skipped: ${error.message}`);
      details[name] = { skipped: error.message };
    }
  }
  printReport('linkage', metrics, details);
}
