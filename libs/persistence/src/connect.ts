import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { createDataSource, type DataSourceOptions } from './data-source.js';
import { errorCode, isTransient } from './transient.js';

export interface ConnectOptions {
  /** Ends the wait; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds between two tries; default 1,000. */
  readonly delayMs?: number;
  /** Called after each try that failed, for the log. */
  readonly onWait?: (error: unknown) => void;
}

/**
 * Initializes the data source as soon as the database answers. A database that is away is waited for; whatever a wait
 * cannot cure (a wrong password, an unknown database) is thrown at once.
 */
export async function connectWhenAvailable(dataSource: DataSource, options: ConnectOptions = {}): Promise<void> {
  const { signal, delayMs = 1_000, onWait } = options;
  for (;;) {
    signal?.throwIfAborted();
    try {
      await dataSource.initialize();
      return;
    } catch (error) {
      if (!isTransient(error)) throw error;
      onWait?.(error);
    }
    await sleep(delayMs, undefined, signal === undefined ? {} : { signal });
  }
}

/** A service's pool of connections, open. A database that is away is waited for, and the log says so. */
export async function connectedDataSource(
  options: DataSourceOptions,
  { signal, log }: { signal: AbortSignal; log: { warn(fields: object, message: string): void } },
): Promise<DataSource> {
  const dataSource = createDataSource(options);
  const onWait = (error: unknown) => log.warn({ code: errorCode(error) }, 'waiting for the database');
  await connectWhenAvailable(dataSource, { signal, onWait });
  return dataSource;
}
