import { join } from 'node:path';
import { createPersonEncoder } from '#linkage';
import { generateCorpus } from '#testing';
import { median, say } from '../lib/report.js';
import { metric, type Outcome, type Setting } from './part.js';
import { peerFigures } from './peers.js';
import { processorSeconds } from './processor-time.js';

/** Persons a second of processor time. */
const GOAL = 1_000;
const ROUNDS = 3;
const CORPUS = { seed: 41, persons: 2_000, names: 'held-out' } as const;

/** How many persons one core encodes with all variants. */
export async function encoding(setting: Setting): Promise<Outcome> {
  const { records } = generateCorpus(CORPUS);
  const encoder = createPersonEncoder(Buffer.alloc(32, 'bench'), 1);
  const [own, clkhash]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const seconds = processorSeconds(() => records.forEach((record) => encoder.encode(record, record.recordId)));
    own.push(records.length / seconds);
    const peer = await peerFigures(setting, 'clkhash_encode.py', join(setting.data, 'linkage'));
    if (peer !== undefined) clkhash.push(peer['perSecond'] ?? NaN);
    say(`encoding: ${Math.round(own.at(-1) ?? NaN)} persons/s a core`);
  }
  return {
    metrics: [
      metric('encodedPerSecond', median(own), GOAL, 'persons/s a core'),
      ...(clkhash.length > 0 ? [metric('clkhashPerSecond', median(clkhash), null, 'records/s a core')] : []),
    ],
    details: { records: records.length, own, clkhash },
  };
}
