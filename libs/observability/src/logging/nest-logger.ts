import type { Logger } from './logger.js';
import { framesOf } from './describe-error.js';

/** Nest's `LoggerService`, written structurally so that this file needs no framework. */
export interface NestLogger {
  log(message: unknown, ...optional: unknown[]): void;
  error(message: unknown, ...optional: unknown[]): void;
  warn(message: unknown, ...optional: unknown[]): void;
  debug(message: unknown, ...optional: unknown[]): void;
  verbose(message: unknown, ...optional: unknown[]): void;
  fatal(message: unknown, ...optional: unknown[]): void;
}

/**
 * Sends Nest's own lines to the service's log. Nest passes the context (a class name) last. What Nest says about its
 * start is text of the framework; what it says about a failure may quote a request, so only type, code and frames stay.
 */
export function nestLogger(logger: Logger): NestLogger {
  const plain =
    (level: 'info' | 'debug' | 'trace') =>
    (message: unknown, ...optional: unknown[]) =>
      logger[level]({ context: contextOf(optional) }, typeof message === 'string' ? message : 'framework');
  const failure =
    (level: 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...optional: unknown[]) => {
      const frames = optional.flatMap((part) => (typeof part === 'string' ? framesOf(part) : []));
      const err = [message, ...optional].find((part) => part instanceof Error);
      logger[level]({ context: contextOf(optional), ...(err ? { err } : { frames }) }, `framework ${level}`);
    };
  return {
    log: plain('info'),
    debug: plain('debug'),
    verbose: plain('trace'),
    warn: failure('warn'),
    error: failure('error'),
    fatal: failure('fatal'),
  };
}

function contextOf(optional: readonly unknown[]): string | undefined {
  const last = optional.at(-1);
  return typeof last === 'string' && /^[A-Za-z0-9_]{1,64}$/.test(last) ? last : undefined;
}
