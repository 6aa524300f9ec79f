import type { DataSource, EntityManager, QueryResult, QueryRunner } from 'typeorm';

/** Texts of statements are constants of the programs. Should one not be, this many of its texts are prepared. */
const MOST_NAMES = 500;
const names = new Map<string, string>();

function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `kerege_${names.size}`;
  names.set(sql, name);
  return name;
}

/** Where rows are read: a transaction, or the data source for a statement that stands alone. */
export interface Rows {
  rows<T>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
}

/** Reads with statements that each stand alone: one round trip where a transaction takes three. */
export function readingFrom(dataSource: DataSource): Rows {
  return { rows: (sql, parameters = []) => dataSource.query(sql, [...parameters]) };
}

/** A running database transaction. Everything that must be stored together takes one as its first argument. */
export class Transaction implements Rows {
  private readonly followers: (() => void)[] = [];
  private prepares = false;

  constructor(private readonly runner: QueryRunner) {}

  /**
   * From here on statements with parameters are prepared once for each connection. Planning takes most of the time of a statement that
   * looks up a few rows; where it is asked for thousands, a plan that knows how many is worth more than the time that it takes.
   */
  prepareStatements(): void {
    this.prepares = true;
  }

  /** TypeORM's manager on this transaction, for entities. */
  get manager(): EntityManager {
    return this.runner.manager;
  }

  /** Runs a statement and gives its rows. Array parameters (`unnest($1::uuid[])`) keep a batch to one round trip. */
  async rows<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const result = await this.query(sql, parameters);
    return result.records as T[];
  }

  /** Runs a statement and gives the number of rows it touched. */
  async run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    const result = await this.query(sql, parameters);
    return result.affected ?? 0;
  }

  private query(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    const name = this.prepares && parameters.length > 0 ? nameOf(sql) : undefined;
    // The driver takes a named statement in the text's place, and TypeORM hands over what it is given.
    const statement = name === undefined ? sql : ({ name, text: sql } as unknown as string);
    return this.runner.query(statement, [...parameters], true);
  }

  /** Something to do as soon as this transaction is committed; never where it is rolled back. It must not fail. */
  afterCommit(follower: () => void): void {
    this.followers.push(follower);
  }

  /** For `inTransaction`. */
  async commit(): Promise<void> {
    await this.runner.commitTransaction();
    for (const follower of this.followers) follower();
  }
}

/** Runs `work` in one transaction on the data source; rolls back when it throws. Does not retry: see `retryingTransaction`. */
export async function inTransaction<T>(dataSource: DataSource, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.startTransaction();
    const transaction = new Transaction(runner);
    const result = await work(transaction);
    await transaction.commit();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}
