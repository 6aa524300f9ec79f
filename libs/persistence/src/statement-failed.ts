import { errorCode } from './transient.js';

/**
 * A statement that PostgreSQL refused. PostgreSQL's own message and detail quote values ("Key (name)=(…) already exists"),
 * and TypeORM's error carries every parameter, so neither travels further than this: SQLSTATE and names only.
 */
export class StatementFailed extends Error {
  override readonly name = 'StatementFailed';

  constructor(
    /** SQLSTATE, or a system code such as `ECONNRESET`, or `unknown`. */
    readonly code: string,
    readonly schema: string | undefined,
    readonly table: string | undefined,
    readonly column: string | undefined,
    readonly constraint: string | undefined,
    /** The server function that raised the error, for whoever looks for the cause. */
    readonly routine: string | undefined,
  ) {
    super(describe(code, schema, table, column, constraint));
  }
}

function describe(code: string, schema?: string, table?: string, column?: string, constraint?: string): string {
  const where = [schema, table, column].filter((part) => part !== undefined).join('.');
  return `statement failed: ${code}${where ? ` at ${where}` : ''}${constraint ? ` (constraint ${constraint})` : ''}`;
}

/** The same failure without any value. Errors that are not a refused statement (a broken connection) stay as they are. */
export function withoutValues(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('driverError' in error)) return error;
  const cause = error.driverError as Record<string, unknown>;
  const code = errorCode(cause);
  if (code === undefined) {
    return new Error(typeof cause['message'] === 'string' ? cause['message'] : 'connection failed');
  }
  const text = (field: string) => (typeof cause[field] === 'string' ? cause[field] : undefined);
  return new StatementFailed(code, text('schema'), text('table'), text('column'), text('constraint'), text('routine'));
}

/** The constraint that a statement violated, for callers that turn it into an answer of their own. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof StatementFailed ? error.constraint : undefined;
}
