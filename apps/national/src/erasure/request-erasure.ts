import type { DataSource } from 'typeorm';
import { retryingTransaction } from '#persistence';
import type { CaseWorker } from '../consents/index.js';
import { ownCase } from '../register/own-case.js';
import type { CarryOutErasure } from './carry-out-erasure.js';
import type { Erasure } from './erasure.js';
import { addRequest, listErasures, type ErasureWish } from './erasure-store.js';

/** The person asks, through the organisation that keeps the record, to be erased. */
export class RequestErasure {
  constructor(
    private readonly dataSource: DataSource,
    private readonly carryOut: CarryOutErasure,
    private readonly now: () => Date,
  ) {}

  /**
   * The request is committed before anything is destroyed: a crash leaves it to be finished. Repeatable.
   * @throws ProblemError 404
   */
  async execute(worker: CaseWorker, caseRef: string, wish: ErasureWish): Promise<Erasure | undefined> {
    await retryingTransaction(this.dataSource, async (tx) => {
      await ownCase(tx, worker.organisation, caseRef);
      await addRequest(tx, worker, caseRef, wish, this.now());
    });
    await this.carryOut.execute(caseRef);
    const [erasure] = await retryingTransaction(this.dataSource, (tx) =>
      listErasures(tx, worker.organisation, caseRef),
    );
    return erasure;
  }
}
