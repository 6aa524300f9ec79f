import { knowledgeOf, PERSON_MODEL } from '#linkage';
import { CalibrationCount, greatestError, type Decile } from '../person-model/calibration-count.js';
import { CORPORA } from '../person-model/corpora.js';
import type { Pattern } from '../person-model/labelled-pairs.js';
import { pairsInThreads } from '../person-model/pairs-in-threads.js';
import { rounded, say } from '../lib/report.js';
import { lowMetric, metric, type Outcome } from './part.js';

/** Fewer pairs in a tenth tell chance from error no more. */
const LEAST_PAIRS = 1_000;
const GOAL = 0.02;

/** Whether pairs of a posterior of 0.8 are one person four times out of five, on corpora that nothing else sees. */
export async function calibration(): Promise<Outcome> {
  const together = new CalibrationCount(PERSON_MODEL);
  const parts = new Map<string, CalibrationCount>();
  const corpora = pairsInThreads(CORPORA.calibrationFigures, ['allFields', 'namesAndBirth']);
  for await (const [{ patterns: allFields = [] } = {}, { patterns: namesAndBirth = [] } = {}] of corpora) {
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
  return {
    metrics: [
      lowMetric('calibrationError', greatestError(deciles, LEAST_PAIRS), GOAL, 'share'),
      metric('calibrationFewestPairs', fewest, LEAST_PAIRS, 'pairs'),
    ],
    details: { deciles, ...Object.fromEntries([...parts].map(([part, count]) => [part, count.deciles()])) },
  };
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
