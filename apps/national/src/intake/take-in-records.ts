import type { DataSource } from 'typeorm';
import { retryingTransaction, type RetryOptions, type Transaction } from '#persistence';
import type { RegisterRecords, RegisterResult } from '../register/register-records.js';
import { addToTotals } from './intake-totals.js';
import { count, emptySummary, registeredLine, type LineResult, type Summary } from './line-result.js';
import type { Publishing } from './publishing.js';
import type { Taken } from './take-in.js';

/** What is done in the transaction that registered a chunk. */
export type AfterRegistering = (tx: Transaction, touched: readonly string[], summary: Summary) => Promise<unknown>;

/** Registers a chunk of lines in one transaction. A result exists only after the commit. */
export class TakeInRecords {
  constructor(
    private readonly dataSource: DataSource,
    private readonly register: RegisterRecords,
    private readonly publishing: Publishing,
  ) {}

  /** Registers and publishes at once: single records and bulk. */
  publishingAtOnce(chunk: readonly Taken[]): Promise<LineResult[]> {
    return this.chunk(chunk, null, (tx, touched) => this.publishing.bringUpToDate(tx, touched));
  }

  /**
   * @param importId the file that the lines come from, or `null`
   * @param after notes or does what follows from the cases that changed
   * @param options which failures of the transaction are worth waiting for
   */
  chunk(
    chunk: readonly Taken[],
    importId: string | null,
    after: AfterRegistering,
    options: RetryOptions = {},
  ): Promise<LineResult[]> {
    return retryingTransaction(this.dataSource, (tx) => this.within(tx, chunk, importId, after), options);
  }

  /** Registers and publishes at once, within a transaction that the caller commits together with more. */
  publishingWithin(tx: Transaction, chunk: readonly Taken[]): Promise<LineResult[]> {
    return this.within(tx, chunk, null, (_, touched) => this.publishing.bringUpToDate(tx, touched));
  }

  private async within(
    tx: Transaction,
    chunk: readonly Taken[],
    importId: string | null,
    after: AfterRegistering,
  ): Promise<LineResult[]> {
    const records = chunk.flatMap((taken) => ('parsed' in taken ? [taken.parsed] : []));
    const { results, touched } = await this.register.execute(tx, records, importId);
    const lines = merged(chunk, results);
    const summary = emptySummary();
    count(summary, lines);
    await addToTotals(tx, summary);
    await after(tx, touched, summary);
    return lines;
  }
}

/** Results of the register among those that were known before, in the order of the lines. */
function merged(chunk: readonly Taken[], results: readonly RegisterResult[]): LineResult[] {
  let next = 0;
  return chunk.map((taken) => {
    if ('result' in taken) return taken.result;
    const result = results[next];
    next += 1;
    if (result === undefined) throw new Error('the register gave fewer results than records');
    return registeredLine(taken.line, result, taken.notTaken);
  });
}
