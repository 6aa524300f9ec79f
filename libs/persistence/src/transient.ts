/** SQLSTATE of "the transaction did not happen, repeat it": serialization_failure, deadlock_detected. */
const REPEATABLE = new Set(['40001', '40P01']);

/** SQLSTATE of a database that is away, stopping, starting or full, and of an idle transaction that it ended. */
const UNAVAILABLE = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25P03']);

/** Node's codes of a connection that could not be made or broke. */
const BROKEN_CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** node-postgres says these without a code. TypeORM releases a runner whose connection broke. */
const BROKEN_CONNECTION_MESSAGE =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error|^Client was closed|Query runner already released/;

/** The SQLSTATE or system code of a database error, however deeply TypeORM wrapped it. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string') return code;
  return driverError === undefined ? undefined : errorCode(driverError);
}

/** Whether PostgreSQL rolled the transaction back only because another one was in its way (40001, 40P01). */
export function isRepeatable(error: unknown): boolean {
  return REPEATABLE.has(errorCode(error) ?? '');
}

/**
 * Whether the same work can succeed later without any change: `isRepeatable`, or the database is away (class 08, 57P0x,
 * 53300, a broken connection). After a broken connection a COMMIT may have happened, so only work that recognises its own
 * repetition (a compare-and-set, an idempotency key) may be repeated on it.
 */
export function isTransient(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined && code.startsWith('08')) return true;
  if (code !== undefined && (REPEATABLE.has(code) || UNAVAILABLE.has(code) || BROKEN_CONNECTION.has(code))) return true;
  return error instanceof Error && BROKEN_CONNECTION_MESSAGE.test(error.message);
}
