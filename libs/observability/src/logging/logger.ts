import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import type { LogLevel } from '../config/service-variables.js';
import { describeError } from './describe-error.js';
import { redactPaths } from './redaction.js';

export type Logger = PinoLogger;

export interface LoggerOptions {
  /** Name of the service, in every line. */
  readonly service: string;
  readonly level?: LogLevel;
  /** Where lines go; standard output by default. */
  readonly destination?: DestinationStream;
}

/**
 * One JSON object a line. Messages are fixed texts; everything that varies is a field, and a field is an id, a code, a
 * count or a time. Errors go under `err` and are described without texts that could quote a record.
 */
export function createLogger({ service, level = 'info', destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service, pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: [...redactPaths], censor: '[redacted]' },
    serializers: { err: (error: unknown) => describeError(error), error: (error: unknown) => describeError(error) },
    // pino would otherwise take the text of an error given as the first argument for the message.
    errorKey: 'err',
    hooks: { logMethod: withoutErrorText },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

type LogCall = (...args: unknown[]) => void;

/** `log.error(error)` and `log.error({ err })` would take the error's text as the line's message: it may quote a value. */
function withoutErrorText(this: PinoLogger, args: unknown[], method: LogCall): void {
  const [first, second, ...rest] = args;
  const error = first instanceof Error ? { err: first } : first;
  const holdsError = error instanceof Object && 'err' in error;
  if (holdsError && typeof second !== 'string') method.apply(this, [error, 'error']);
  else method.apply(this, args.length < 2 ? [error] : [error, second, ...rest]);
}
