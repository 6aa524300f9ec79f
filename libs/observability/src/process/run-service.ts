import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../config/config-error.js';
import { createLogger } from '../logging/logger.js';

/** A started service: whatever it opened is closed when `stop` has resolved. */
export interface Stoppable {
  /** Resolves with the reason when the service cannot do its work any more, and only a new process could. */
  readonly failed?: Promise<unknown>;
  stop(): Promise<void>;
}

/** Milliseconds that a failed service may take to stop before its process ends anyway. */
const STOP_WITHIN_MS = 10_000;

/** Starts a service; `signal` aborts when the process is asked to stop while it is still starting. */
export type StartService = (signal: AbortSignal) => Promise<Stoppable>;

/**
 * The whole of a `main.ts`: starts the service, stops it in order on SIGTERM or SIGINT, also in the middle of its start,
 * and exits 0; exits 1 with the reason when the start or the stop fails, and when the service fails for good later, so that
 * whoever watches the process learns of it. A second signal ends the process at once.
 */
export function runService(service: string, start: StartService): void {
  const stopping = new AbortController();
  const starting = Promise.resolve().then(() => start(stopping.signal));
  const end = (work: Promise<void>) =>
    work.then(
      () => process.exit(0),
      (error: unknown) => fail(service, error, 'stop failed'),
    );
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      if (stopping.signal.aborted) process.exit(1);
      stopping.abort();
      void end(starting.catch(() => undefined).then((running) => running?.stop()));
    });
  }
  starting.then(
    (running) => running.failed?.then((error) => endAfterFailure(service, running, error, stopping)),
    (error: unknown) => {
      if (!stopping.signal.aborted) fail(service, error, 'start failed');
    },
  );
}

/** Stops in order what still runs, but not for long: what has failed may not stop any more. */
async function endAfterFailure(
  service: string,
  running: Stoppable,
  error: unknown,
  stopping: AbortController,
): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  const late = sleep(STOP_WITHIN_MS, undefined, { ref: false });
  await Promise.race([running.stop().catch(() => undefined), late]);
  fail(service, error, 'failed for good, ended');
}

/** A wrong configuration is told in plain words; anything else could quote a value, so it is described. */
function fail(service: string, error: unknown, message: string): void {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else createLogger({ service }).fatal({ err: error }, message);
  process.exitCode = 1;
  // One turn later: a pipe that takes the line is written asynchronously.
  setImmediate(() => process.exit());
}
