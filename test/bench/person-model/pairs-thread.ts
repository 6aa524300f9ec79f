import { parentPort } from 'node:worker_threads';
import { recordsOf, type Corpora } from './corpora.js';
import type { LabelledPairs } from './labelled-pairs.js';
import { plainPairs } from './plain-pairs.js';
import { SUBSETS, type Subset } from './subsets.js';

/** One corpus of a kind, and what shall be known of its records, once for each set of pairs. */
export interface CorpusTask {
  readonly corpora: Corpora;
  readonly seed: number;
  readonly subsets: readonly Subset[];
}

/** A thread that makes the pairs of one corpus after the other, as asked. */
parentPort?.on('message', ({ corpora, seed, subsets }: CorpusTask) => {
  const records = recordsOf(corpora, seed);
  const made: LabelledPairs[] = subsets.map((subset) => plainPairs(records.map(SUBSETS[subset](seed)), seed));
  parentPort?.postMessage(made);
});
