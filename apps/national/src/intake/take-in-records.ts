import type { DataSource } from 'typeorm';
import { retryingTransaction, type Transaction } from '#persistence';
import type { RegisterRecords, Registration } from '../register/register-records.js';
import { registeredLine, type LineResult } from './line-result.js';
import type { Publishing } from './publishing.js';
import type { Taken } from './take-in.js';

/** Registers a chunk of lines in one transaction. A result exists only after the commit. */
export class TakeInRecords {
  constructor(
    private readonly dataSource: DataSource,
    private readonly register: RegisterRecords,
    private readonly publishing: Publishing,
  ) {}

  /** Registers and publishes at once: single records and bulk. */
  publishingAtOnce(chunk: readonly Taken[]): Promise<LineResult[]> {
    return this.chunk(chunk, null, (tx, { touched }) => this.publishing.bringUpToDate(tx, touched));
  }

  /**
   * Registers and lets `after` note what is to be published later.
   * @param retryOn which failures of the transaction are worth waiting for
   */
  async chunk(
    chunk: readonly Taken[],
    importId: string | null,
    after: (tx: Transaction, registration: Registration) => Promise<unknown>,
    options: Parameters<typeof retryingTransaction>[2] = {},
  ): Promise<LineResult[]> {
    const valid = chunk.flatMap((taken) => ('parsed' in taken ? [taken] : []));
    const registration = await retryingTransaction(
      this.dataSource,
      async (tx) => {
        const records = valid.map((taken) => taken.parsed);
        const done = await this.register.execute(tx, records, importId);
        await after(tx, done);
        return done;
      },
      options,
    );
    let next = 0;
    return chunk.map((taken) => {
      if ('result' in taken) return taken.result;
      const result = registration.results[next];
      next += 1;
      if (result === undefined) throw new Error('the register gave fewer results than records');
      return registeredLine(taken.line, result);
    });
  }
}
