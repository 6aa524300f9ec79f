import type { DataSource } from 'typeorm';
import { purposeStates, type PurposeState } from '#domain';
import { retryingTransaction } from '#persistence';
import { consentHistories, type ConsentRow } from '../register/consents.js';
import { ownCase } from '../register/own-case.js';

/** Where every purpose stands, and how it came there. */
export interface CaseConsents {
  readonly purposes: readonly PurposeState[];
  /** In the order in which the register learnt of them. */
  readonly history: readonly ConsentRow[];
}

export class ListConsents {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws ProblemError 404 */
  async execute(organisation: string, caseRef: string): Promise<CaseConsents> {
    return retryingTransaction(this.dataSource, async (tx) => {
      await ownCase(tx, organisation, caseRef);
      const history = (await consentHistories(tx, [caseRef])).get(caseRef) ?? [];
      const entries = history.map((row) => ({ ...row, decidedAt: row.decidedOn }));
      return { purposes: purposeStates(entries), history };
    });
  }
}
