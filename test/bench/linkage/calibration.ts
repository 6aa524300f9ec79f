import { knowledgeOf, PERSON_MODEL } from '#linkage';
import { CalibrationCount, greatestError, type Decile } from '../person-model/calibration-count.js';
import { CORPORA, recordsOf } from '../person-model/corpora.js';
import type { Pattern } from '../person-model/labelled-pairs.js';
import { plainPairs } from '../person-model/plain-pairs.js';
import { namesAndBirthOnly } from '../person-model/subsets.js';
import { rounded, say } from '../lib/report.js';
import { lowMetric, metric, type Outcome } from './part.js';

/** Fewer pairs in a tenth tell chance from error no more. */
const LEAST_PAIRS = 1_000;
const GOAL = 0.02;
/** Progress after so many corpora. */
const SAID = 10;

/** Whether pairs of a posterior of 0.8 are one person four times out of five, on corpora that nothing else sees. */
export function calibration(): Promise<Outcome> {
  const { seeds, persons } = CORPORA.calibrationFigures;
  say(`calibration on ${seeds.length} corpora of ${persons} generated persons`);
  const together = new CalibrationCount(PERSON_MODEL);
  const parts = new Map<string, CalibrationCount>();
  for (const [done, seed] of seeds.entries()) {
    if (done % SAID === 0 && done > 0) say(`${done} of ${seeds.length} corpora`);
    const records = recordsOf(CORPORA.calibrationFigures, seed);
    const allFields = plainPairs(records, seed).patterns;
    const namesAndBirth = plainPairs(records.map(namesAndBirthOnly), seed).patterns;
    const pairs = [...allFields, ...namesAndBirth];
    together.add(pairs);
    for (const [part, some] of Object.entries({ allFields, namesAndBirth, ...byClass(pairs) })) {
      const count = parts.get(part) ?? new CalibrationCount(PERSON_MODEL);
      parts.set(part, count);
      count.add(some);
    }
  }
  const deciles = together.deciles();
  const fewest = Math.min(...deciles.map(({ pairs }) => pairs).filter((pairs) => pairs > 0));
  deciles.forEach((decile) => say(line(decile)));
  return Promise.resolve({
    metrics: [
      lowMetric('calibrationError', greatestError(deciles, LEAST_PAIRS), GOAL, 'share'),
      metric('calibrationFewestPairs', fewest, LEAST_PAIRS, 'pairs'),
    ],
    details: { deciles, ...Object.fromEntries([...parts].map(([part, count]) => [part, count.deciles()])) },
  });
}

function byClass(patterns: readonly Pattern[]): Record<string, Pattern[]> {
  const classes: Record<string, Pattern[]> = {};
  for (const pattern of patterns) {
    (classes[knowledgeOf({ levels: Uint8Array.from(pattern.levels), shared: [] })] ??= []).push(pattern);
  }
  return classes;
}

function line({ from, pairs, posterior, observed, error, standardError, betweenCorpora }: Decile): string {
  if (pairs === 0) return `from ${from}: no pairs`;
  const chance = `by chance ${standardError ?? 0}, between corpora ${betweenCorpora ?? 0}`;
  return `from ${from}: ${pairs} pairs, posterior ${posterior ?? 0}, observed ${observed ?? 0}, error ${rounded(error ?? 0)} (${chance})`;
}
