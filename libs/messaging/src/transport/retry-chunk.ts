import { setTimeout as sleep } from 'node:timers/promises';
import { EnvironmentFault } from '../chunk/fault.js';

const FIRST_DELAY_MS = 20;
const LONGEST_DELAY_MS = 2_000;

export interface ChunkRetry {
  /** Milliseconds after which the partition is given back (paused) instead of holding its records in memory. */
  readonly giveUpAfterMs: number;
  readonly signal: AbortSignal;
  readonly onFault: (fault: EnvironmentFault, attempt: number) => void;
}

/** The database or the service's own set-up stayed unusable for longer than a chunk should be held. */
export class StillFailing extends Error {
  override readonly name = 'StillFailing';

  constructor(cause: EnvironmentFault) {
    super('The chunk is given back after repeated failures.', { cause });
  }
}

/**
 * Repeats the work while it fails for reasons outside of the records: at once after a deadlock, with growing, jittered
 * pauses when the database is away.
 * @throws StillFailing after `giveUpAfterMs`, or when aborted
 */
export async function retryChunk<T>(work: () => Promise<T>, options: ChunkRetry): Promise<T> {
  const started = Date.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof EnvironmentFault)) throw error;
      options.onFault(error, attempt);
      const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
      const late = Date.now() - started + delay > options.giveUpAfterMs;
      if (late || options.signal.aborted) throw new StillFailing(error);
      await sleep(delay, undefined, { signal: options.signal }).catch(() => undefined);
    }
  }
}
