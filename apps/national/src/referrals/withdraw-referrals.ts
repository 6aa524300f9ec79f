import type { ConsentPurpose } from '#contracts';
import { awaitsStart, lateWindowOpen } from '#domain';
import type { Transaction } from '#persistence';
import type { OpenFile, ReferralDesk } from './referral-desk.js';
import { referralsOut, stopSharing } from './referral-store.js';
import type { Leaving, SendCommand } from './send-command.js';
import type { StopSharing } from './stop-sharing.js';

/** Who acts when consent is taken back: no person decides it. */
const BY_CONSENT = 'consent-withdrawn';
const WITHDRAWAL: Leaving = { type: 'kerege.referral.withdraw.v1', clear: { reason: 'CONSENT_WITHDRAWN' } };

/** What the withdrawal of consent to a referral abroad does to the referrals of a case. */
export class WithdrawReferrals {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly send: SendCommand,
    private readonly sharing: StopSharing,
    private readonly now: () => Date,
  ) {}

  /**
   * In the transaction of the withdrawal, for referrals that rest on the purpose: those that nobody has accepted are withdrawn with CONSENT_WITHDRAWN; for accepted ones further sharing
   * stops, the receiver destroys what it got and asks the person. Services that have begun go on: they end by no event. Repeatable.
   */
  async withdrawReferralsOf(tx: Transaction, caseRef: string, purpose: ConsentPurpose): Promise<void> {
    for (const own of await referralsOut(tx, caseRef)) {
      const file = await this.desk.open(tx, own);
      if (file.expected.referral?.consents.includes(purpose) !== true) continue;
      if ((await this.endOne(tx, file)) === 'STOPPED') {
        await this.sharing.stop(tx, own.referralRef, file.told.referral?.status);
      }
    }
  }

  /** What is impossible by now (an expired referral that was asked for again) needs no withdrawal and stops nothing. */
  async endOne(tx: Transaction, file: OpenFile): Promise<'WITHDRAWN' | 'STOPPED'> {
    const { referral } = file.expected;
    if (referral === null) return 'WITHDRAWN';
    const pending = awaitsStart(referral) && referral.status !== 'ACCEPTED';
    if (pending || lateWindowOpen(referral, this.now().getTime())) {
      if (this.send.allows(file, WITHDRAWAL)) await this.send.send(tx, file, BY_CONSENT, WITHDRAWAL);
      return 'WITHDRAWN';
    }
    await stopSharing(tx, referral.referralRef);
    return 'STOPPED';
  }
}
