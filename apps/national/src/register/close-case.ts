import type { DataSource } from 'typeorm';
import type { ClosureReason } from '#contracts';
import { ProblemError } from '#http';
import { retryingTransaction } from '#persistence';
import { pastDay } from '../care/past-day.js';
import type { Publishing } from '../intake/publishing.js';
import { addClosing, closableCase, saidBefore } from './closing-store.js';
import { lockRegister } from './lock.js';
import type { ReferralsOfCase } from './referrals-of-case.js';

export interface CloseRequest {
  readonly reason: ClosureReason;
  readonly closed_on: string;
}

/** The organisation's work on a case is over, decided or not. Services stay possible; the mention ends with the appeal time. */
export class CloseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly publishing: Publishing,
    private readonly referrals: ReferralsOfCase,
    private readonly now: () => Date,
  ) {}

  /** Repeatable. @throws ProblemError 409 `case-already-closed` when it was closed otherwise */
  async execute(organisation: string, caseRef: string, { reason, closed_on }: CloseRequest): Promise<void> {
    const on = pastDay('closed_on', closed_on, this.now());
    await retryingTransaction(this.dataSource, async (tx) => {
      await lockRegister(tx);
      const known = await closableCase(tx, organisation, caseRef);
      const closing = { closed: true, reason, on } as const;
      if (saidBefore(known.latest, closing)) return;
      if (known.latest?.closed) {
        throw new ProblemError(409, 'case-already-closed', 'The case is closed. Reopen it first.');
      }
      await addClosing(tx, caseRef, known, closing);
      await this.publishing.bringUpToDate(tx, [caseRef]);
      await this.referrals.withdrawWithCase(tx, caseRef, reason);
    });
  }
}
