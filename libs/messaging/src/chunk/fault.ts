import { errorCode, isTransient, type Transaction } from '#persistence';

/** The rest of the SQLSTATE classes say that something around the record is wrong: rights, schema, disk, the server. */
const CLASSES_OF_THE_RECORD = new Set(['21', '22', '23', '44', '54', 'P0']);
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** The work failed for a reason that no record is to blame for; the same chunk is tried again, for as long as it takes. */
export class EnvironmentFault extends Error {
  override readonly name = 'EnvironmentFault';
  readonly code: string;
  readonly transient: boolean;

  constructor(cause: unknown) {
    super('The chunk could not be applied, for a reason that lies outside of its records.', { cause });
    this.code = errorCode(cause) ?? 'unknown';
    this.transient = isTransient(cause);
  }
}

/**
 * Whether an error while applying events can be blamed on one of them. A missing table or right would otherwise put
 * every good event of a country into quarantine.
 */
export function isFaultOfRecord(error: unknown): boolean {
  if (isTransient(error)) return false;
  const code = errorCode(error);
  return code === undefined || !SQLSTATE.test(code) || CLASSES_OF_THE_RECORD.has(code.slice(0, 2));
}

/** Remembers the first statement that failed: a framework between us and the handler may have replaced its error. */
export class FailureWatch {
  private first: unknown;

  constructor(tx: Transaction) {
    const runner = tx.manager.queryRunner;
    if (runner === undefined) throw new Error('The transaction has no query runner.');
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    const watched = async (...args: unknown[]) => {
      try {
        return await query(...args);
      } catch (error) {
        this.first ??= error;
        throw error;
      }
    };
    Object.assign(runner, { query: watched });
  }

  /** The failed statement's error, or else what reached us. Forgets it. */
  causeOf(error: unknown): unknown {
    const cause = this.first ?? error;
    this.first = undefined;
    return cause;
  }
}
