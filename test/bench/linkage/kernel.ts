import { randomBytes } from 'node:crypto';
import { FILTER_BYTES, FilterScan } from '#linkage';
import { median, say } from '../lib/report.js';
import { metric, type Outcome, type Setting } from './part.js';
import { peerFigures } from './peers.js';
import { processorSeconds } from './processor-time.js';

const FILTERS = 100_000;
const REPEATS = 200;
const ROUNDS = 5;
/** Least Dice similarity, thousandths. Random filters are never so alike: comparisons are timed, not their output. */
const LEAST_LIKE = 800;
/** Part of anonlink's comparisons a second. */
const GOAL = 0.8;

/** One filter against a hundred thousand, as often as both sides can. */
export async function kernel(setting: Setting): Promise<Outcome> {
  const scan = new FilterScan(FILTERS);
  for (let i = 0; i < FILTERS; i += 1) scan.add(randomBytes(FILTER_BYTES));
  const query = randomBytes(FILTER_BYTES);
  const compare = () => {
    for (let i = 0; i < REPEATS; i += 1) scan.similar(query, LEAST_LIKE, () => undefined);
  };
  compare();
  const [own, anonlink]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push((FILTERS * REPEATS) / processorSeconds(compare) / 1e6);
    const peer = await peerFigures(setting, 'anonlink_kernel.py', String(FILTERS), String(REPEATS));
    if (peer === undefined) break;
    anonlink.push(peer['millionPerSecond'] ?? NaN);
    say(
      `kernel: ${Math.round(own.at(-1) ?? NaN)} million comparisons/s, anonlink ${Math.round(anonlink.at(-1) ?? NaN)}`,
    );
  }
  const ratios = anonlink.map((theirs, i) => (own[i] ?? NaN) / theirs);
  const unit = 'million comparisons/s';
  return {
    metrics: [
      metric('kernelPerSecond', median(own), null, unit),
      ...(ratios.length > 0
        ? [
            metric('anonlinkPerSecond', median(anonlink), null, unit),
            metric('kernelToAnonlink', median(ratios), GOAL, 'x'),
          ]
        : []),
    ],
    details: { filters: FILTERS, own, anonlink },
  };
}
