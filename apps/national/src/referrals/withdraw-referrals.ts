import type { ConsentPurpose } from '#contracts';
import { awaitsStart, lateWindowOpen } from '#domain';
import type { Transaction } from '#persistence';
import type { ReferralDesk } from './referral-desk.js';
import { referralsOut, stopSharing } from './referral-store.js';
import type { SendCommand } from './send-command.js';

/** Who acts when consent is taken back: no person decides it. */
const BY_CONSENT = 'consent-withdrawn';

/** What the withdrawal of consent to a referral abroad does to the referrals of a case. */
export class WithdrawReferrals {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly send: SendCommand,
    private readonly now: () => Date,
  ) {}

  /**
   * In the transaction of the withdrawal, for referrals that rest on the purpose: those that nobody has accepted are withdrawn with CONSENT_WITHDRAWN; for accepted ones further sharing
   * stops, and the receiver asks the person. Services that have begun go on: they end by no event. Repeatable.
   */
  async withdrawReferralsOf(tx: Transaction, caseRef: string, purpose: ConsentPurpose): Promise<void> {
    for (const own of await referralsOut(tx, caseRef)) {
      const file = await this.desk.open(tx, own);
      const { referral } = file.expected;
      if (referral?.consents.includes(purpose) !== true) continue;
      const pending = awaitsStart(referral) && referral.status !== 'ACCEPTED';
      if (pending || lateWindowOpen(referral, this.now().getTime())) {
        await this.send.send(tx, file, BY_CONSENT, {
          ...{ type: 'kerege.referral.withdraw.v1', clear: { reason: 'CONSENT_WITHDRAWN' } },
        });
      } else await stopSharing(tx, own.referralRef);
    }
  }
}
