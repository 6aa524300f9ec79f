import type { DataSource } from 'typeorm';
import { notFound } from '#http';
import { retryingTransaction } from '#persistence';
import { logRead } from '../register/read-log.js';
import type { CaseWorker, Reader } from './case-worker.js';
import { keyEnd } from './key-end.js';
import { notificationsOf, type Notification } from './notifications.js';
import { NO_PARTS, type PartVault } from './part-vault.js';
import type { OpenFile, ReferralDesk } from './referral-desk.js';
import { referralOf, referralsOf } from './referral-store.js';
import { summaryOf, viewOf, type ReferralSummary, type ReferralView } from './referral-view.js';

/** Shows an organisation its own referrals, in both directions. The organisation is part of every query. */
export class ReadReferrals {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: ReferralDesk,
    private readonly parts: PartVault,
    private readonly now: () => Date,
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
      const file = await this.desk.open(tx, own);
      const closed = isClosed(file, this.now());
      return viewOf(file, closed ? NO_PARTS : await this.parts.open(tx, referralRef, own.keySlot));
    });
  }

  notifications(reader: Reader, after: number): Promise<Notification[]> {
    return retryingTransaction(this.dataSource, (tx) => notificationsOf(tx, reader, after));
  }
}

/**
 * Whether the key has come to its end, destroyed or not yet. Inside the country both sides read under one: it stays the sender's, and shows
 * the receiver nothing once sharing has stopped.
 */
function isClosed({ own, told }: OpenFile, now: Date): boolean {
  const end = keyEnd(told, now);
  return (end !== null && end <= now) || (own.direction === 'IN' && own.sharingStoppedAt !== null);
}
