import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { say } from '../lib/report.js';
import type { Corpora } from './corpora.js';
import type { LabelledPairs } from './labelled-pairs.js';
import type { CorpusTask } from './pairs-thread.js';
import type { Subset } from './subsets.js';

/** Young objects of a thread, MiB: with V8's 16 a fifth of the time is the garbage collector's. */
const YOUNG_MIB = 64;
/** Progress after so many corpora. */
const SAID = 10;

/**
 * Pairs of each corpus, one set for each of `subsets`, in the order of the seeds whatever the order in which threads end: a thread for
 * each core, each at most one corpus ahead of who asks.
 */
export async function* pairsInThreads(corpora: Corpora, subsets: readonly Subset[]): AsyncGenerator<LabelledPairs[]> {
  const { seeds, persons, names } = corpora;
  say(`pairs of ${seeds.length} corpora of ${persons} persons, ${names} names, seeds from ${seeds[0] ?? 0}`);
  const threads = Array.from({ length: Math.min(availableParallelism(), seeds.length) }, startThread);
  try {
    const made = seeds.map((seed, i): (() => Promise<LabelledPairs[]>) => {
      return () => pairsOf(threads[i % threads.length], { corpora, seed, subsets });
    });
    const ahead = made.splice(0, threads.length).map((make) => make());
    for (let done = 1; ahead.length > 0; done += 1) {
      const pairs = await ahead.shift();
      const next = made.shift();
      if (next !== undefined) ahead.push(next());
      if (done % SAID === 0) say(`${done} of ${seeds.length} corpora`);
      if (pairs !== undefined) yield pairs;
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function startThread(): Worker {
  return new Worker(new URL('./pairs-thread.js', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
  });
}

async function pairsOf(thread: Worker | undefined, task: CorpusTask): Promise<LabelledPairs[]> {
  if (thread === undefined) throw new RangeError('no thread');
  thread.postMessage(task);
  const [made] = (await once(thread, 'message')) as [LabelledPairs[]];
  return made;
}
