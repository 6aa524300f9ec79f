import type { DataSource } from 'typeorm';
import { notFound } from '#http';
import { retryingTransaction } from '#persistence';
import { logRead } from '../register/read-log.js';
import type { CaseWorker, Reader } from './case-worker.js';
import { notificationsOf, type Notification } from './notifications.js';
import type { PartVault } from './part-vault.js';
import type { ReferralDesk } from './referral-desk.js';
import { referralOf, referralsOf } from './referral-store.js';
import { summaryOf, viewOf, type ReferralSummary, type ReferralView } from './referral-view.js';

/** Shows an organisation its own referrals, in both directions. The organisation is part of every query. */
export class ReadReferrals {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: ReferralDesk,
    private readonly parts: PartVault,
  ) {}

  /** Pages in order of reference, after the given one. */
  list(reader: Reader, after: string): Promise<ReferralSummary[]> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const summaries: ReferralSummary[] = [];
      for (const own of await referralsOf(tx, reader, after)) {
        summaries.push(summaryOf(await this.desk.open(tx, own)));
      }
      return summaries;
    });
  }

  /** With preview and notes, as long as their key stands. @throws ProblemError 404 also for others' referrals */
  one(worker: CaseWorker, referralRef: string): Promise<ReferralView> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const own = await referralOf(tx, worker, referralRef);
      if (own === undefined) throw notFound();
      if (own.caseRef !== null) await logRead(tx, worker, own.caseRef, 'REFERRAL');
      return viewOf(await this.desk.open(tx, own), await this.parts.open(tx, referralRef, own.keySlot));
    });
  }

  notifications(reader: Reader, after: number): Promise<Notification[]> {
    return retryingTransaction(this.dataSource, (tx) => notificationsOf(tx, reader, after));
  }
}
