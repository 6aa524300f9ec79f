import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** Give up after this long. Milliseconds, default 20,000. */
  readonly timeoutMs?: number;
  /** Time between two looks. Milliseconds, default 25. */
  readonly intervalMs?: number;
  /** What is waited for; stands in the error. */
  readonly what?: string;
}

/**
 * Waits until `check` neither throws nor gives `false`, `undefined` or `null`, and gives its value. For tests: the condition
 * is looked at again and again, so no test needs a fixed sleep.
 * @throws Error naming `what`, with the last failure as its cause, when the time is over
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { timeoutMs = 20_000, intervalMs = 25, what = 'the condition' }: EventuallyOptions = {},
): Promise<Exclude<T, false | undefined | null>> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await check();
      if (value !== false && value !== undefined && value !== null) {
        return value as Exclude<T, false | undefined | null>;
      }
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= deadline) {
      throw new Error(`waited ${timeoutMs} ms in vain for ${what}`, last === undefined ? {} : { cause: last });
    }
    await delay(intervalMs);
  }
}
