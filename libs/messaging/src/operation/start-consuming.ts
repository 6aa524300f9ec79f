import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '#observability';
import { errorCode } from '#persistence';
import { TopicMissing } from '../transport/observe-topics.js';
import { LogMismatch } from '../transport/stream-store.js';

/** Milliseconds between two tries to reach brokers that are away. */
const RETRY_MS = 2_000;

/**
 * Starts the consumers as soon as the brokers answer. Meanwhile the service listens and says that it is not ready.
 * @throws LogMismatch, TopicMissing: a wait cannot cure these, and going on could skip records in silence
 */
export async function startConsuming(start: () => Promise<unknown>, log: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await start();
      return;
    } catch (error) {
      if (error instanceof LogMismatch || error instanceof TopicMissing) throw error;
      log.warn({ code: errorCode(error), err: error }, 'consumers cannot start, trying again');
    }
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
}
