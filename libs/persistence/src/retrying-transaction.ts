import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { inTransaction, type Transaction } from './transaction.js';
import { isRepeatable } from './transient.js';

export interface RetryOptions {
  /** Tries in all; default 8. */
  readonly attempts?: number;
  /** Wait before the second try in milliseconds, doubled each time up to `maxDelayMs`; default 10. */
  readonly delayMs?: number;
  /** Default 1,000. */
  readonly maxDelayMs?: number;
  /** Default `isRepeatable`. `isTransient` only for work that recognises its own repetition. */
  readonly retryOn?: (error: unknown) => boolean;
  /** Called before each repetition, for counters. */
  readonly onRetry?: (error: unknown, attempt: number) => void;
}

/**
 * Runs the whole of `work` in one transaction, and again from its first line in a new one when PostgreSQL rolled it back
 * because of another transaction (40001, 40P01). `work` must therefore have no effect outside of the transaction.
 */
export async function retryingTransaction<T>(
  dataSource: DataSource,
  work: (tx: Transaction) => Promise<T>,
  options: RetryOptions = {},
): Promise<T> {
  const { attempts = 8, delayMs = 10, maxDelayMs = 1_000, retryOn = isRepeatable, onRetry } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(dataSource, work);
    } catch (error) {
      if (attempt >= attempts || !retryOn(error)) throw error;
      onRetry?.(error, attempt);
      // Full jitter: two transactions that collided must not meet again at the same moment.
      await sleep(Math.random() * Math.min(maxDelayMs, delayMs * 2 ** (attempt - 1)));
    }
  }
}
