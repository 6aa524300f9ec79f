import type { DataSource } from 'typeorm';
import { purposeStates, type PurposeState } from '#domain';
import { retryingTransaction } from '#persistence';
import { consentHistories, type ConsentRow } from '../register/consents.js';
import { ownCase } from '../register/own-case.js';
import { logRead } from '../register/read-log.js';
import type { CaseWorker } from './record-consent.js';

/** Where every purpose stands, and how it came there. */
export interface CaseConsents {
  readonly purposes: readonly PurposeState[];
  /** In the order in which the register learnt of them. */
  readonly history: readonly ConsentRow[];
}

export class ListConsents {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws ProblemError 404 */
  async execute(worker: CaseWorker, caseRef: string): Promise<CaseConsents> {
    return retryingTransaction(this.dataSource, async (tx) => {
      await ownCase(tx, worker.organisation, caseRef);
      await logRead(tx, worker, caseRef, 'CONSENTS');
      const history = (await consentHistories(tx, [caseRef])).get(caseRef) ?? [];
      const entries = history.map((row) => ({ ...row, decidedAt: row.decidedOn }));
      return { purposes: purposeStates(entries), history };
    });
  }
}
