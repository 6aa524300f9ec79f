import type { RefusalReason } from '#contracts';
import type { Transaction } from '#persistence';
import type { Reader } from './case-worker.js';

/** What an organisation is told about one of its referrals. */
export interface Notification {
  /** Order; what a reader names to go on after it. */
  readonly seq: number;
  readonly referralRef: string;
  /** `ACCEPTED`, `OVERDUE`, `REFUSED` ... */
  readonly outcome: string;
  /** Why an own command was refused. */
  readonly why: RefusalReason | null;
  readonly at: Date;
}

/** Notifications in one page. */
const PAGE = 200;

export async function notify(
  tx: Transaction,
  organisation: string,
  { referralRef, outcome, why }: Pick<Notification, 'referralRef' | 'outcome' | 'why'>,
): Promise<void> {
  await tx.run(
    'INSERT INTO referral.notification (organisation, referral_ref, outcome, why) VALUES ($1, $2::uuid, $3, $4)',
    [organisation, referralRef, outcome, why],
  );
}

/** Law enforcement is told of what it sent alone. */
export async function notificationsOf(
  tx: Transaction,
  { organisation, enforcement }: Reader,
  after: number,
): Promise<Notification[]> {
  return tx.rows<Notification>(
    `SELECT seq::float8 AS seq, referral_ref AS "referralRef", outcome, why, at
       FROM referral.notification AS told JOIN referral.referral AS about USING (referral_ref)
      WHERE told.organisation = $1 AND seq > $2
        AND (NOT $3::boolean OR (about.organisation = $1 AND about.direction = 'OUT'))
      ORDER BY seq LIMIT ${PAGE}`,
    [organisation, after, enforcement],
  );
}
