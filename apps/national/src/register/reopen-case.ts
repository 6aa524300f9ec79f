import type { DataSource } from 'typeorm';
import type { ReopeningReason } from '#contracts';
import { ProblemError } from '#http';
import { retryingTransaction } from '#persistence';
import { pastDay } from '../care/past-day.js';
import type { Publishing } from '../intake/publishing.js';
import { addClosing, closableCase, saidBefore } from './closing-store.js';
import { lockRegister } from './lock.js';

export interface ReopenRequest {
  readonly reason: ReopeningReason;
  readonly reopened_on: string;
}

/** A closed case goes back to where it was. Its mention, if it was taken back meanwhile, gets a new reference. */
export class ReopenCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly publishing: Publishing,
    private readonly now: () => Date,
  ) {}

  /** Repeatable. @throws ProblemError 409 `case-not-closed` */
  async execute(organisation: string, caseRef: string, { reason, reopened_on }: ReopenRequest): Promise<void> {
    const on = pastDay('reopened_on', reopened_on, this.now());
    await retryingTransaction(this.dataSource, async (tx) => {
      await lockRegister(tx);
      const known = await closableCase(tx, organisation, caseRef);
      const reopening = { closed: false, reason, on } as const;
      if (saidBefore(known.latest, reopening)) return;
      if (!known.latest?.closed) throw new ProblemError(409, 'case-not-closed', 'Only a closed case is reopened.');
      await addClosing(tx, caseRef, known, reopening);
      await this.publishing.bringUpToDate(tx, [caseRef]);
    });
  }
}
