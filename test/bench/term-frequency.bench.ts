import { PERSON_COMPARISONS } from '#linkage';
import { metricsOf, type Compared } from './person-model/frequency-figures.js';
import { printReport, say } from './lib/report.js';
import { CORPORA, recordsOf, type Corpora } from './person-model/corpora.js';
import type { LabelledPairs, LabelledRecord } from './person-model/labelled-pairs.js';
import { FREQUENCY_COMPARISONS, FREQUENCY_LEVELS, frequencyLevels } from './person-model/name-frequency.js';
import { plainPairs } from './person-model/plain-pairs.js';
import { namesAndBirthOnly } from './person-model/subsets.js';

/**
 * What the frequency of names would add to the person model: the same pairs, the same regression and the same rule for the
 * threshold, with and without a class of frequency of given name and surname.
 *
 *   npm run bench -- term-frequency
 */
const SUBSETS = { allFields: (record: LabelledRecord) => record, namesAndBirth: namesAndBirthOnly } as const;

function pairsOf(corpora: Corpora): Record<keyof typeof SUBSETS, LabelledPairs[]> {
  const pairs: Record<keyof typeof SUBSETS, LabelledPairs[]> = { allFields: [], namesAndBirth: [] };
  for (const seed of corpora.seeds) {
    say(`pairs of ${corpora.persons} persons, seed ${seed}`);
    const records = recordsOf(corpora, seed);
    for (const [subset, reduced] of Object.entries(SUBSETS) as [keyof typeof SUBSETS, typeof namesAndBirthOnly][]) {
      const some = records.map(reduced);
      pairs[subset].push(plainPairs(some, seed, frequencyLevels(some)));
    }
  }
  return pairs;
}

const sizes = PERSON_COMPARISONS.map(({ levels }) => levels.length);
const frequency = Array.from({ length: FREQUENCY_COMPARISONS }, () => FREQUENCY_LEVELS);
const pairs = {
  training: Object.values(pairsOf(CORPORA.frequencyTraining)).flat(),
  thresholds: pairsOf(CORPORA.frequencyThresholds),
  figures: pairsOf(CORPORA.frequencyFigures),
};
const [without, withFrequency]: Compared[] = [sizes, [...sizes, ...frequency]].map((levels) =>
  metricsOf(levels, pairs),
);
printReport(
  'term-frequency',
  Object.entries(withFrequency ?? {}).map(([name, value]) => ({
    ...{
      name: `${name}Gain`,
      unit: name.endsWith('Recall') ? 'share' : 'bits a pair',
      goal: null,
      better: 'higher' as const,
    },
    value: name.endsWith('Recall') ? value - (without?.[name] ?? 0) : (without?.[name] ?? 0) - value,
  })),
  { without, withFrequency },
);
