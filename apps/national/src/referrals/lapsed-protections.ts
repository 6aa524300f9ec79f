import { awaitsStart, consentState, EMERGENCY_PURPOSE } from '#domain';
import type { Transaction } from '#persistence';
import { consentHistories } from '../register/consents.js';
import { notify } from './notifications.js';
import type { OpenFile, ReferralDesk } from './referral-desk.js';
import { anyReferral, domesticCaseOf, endProtection } from './referral-store.js';
import type { WithdrawReferrals } from './withdraw-referrals.js';

const BY_CLOCK = 'protection-ended';
const WITHDRAWAL = { type: 'kerege.referral.withdraw.v1', clear: { reason: 'CIRCUMSTANCES_CHANGED' } } as const;

/** When the 72 hours of an emergency protection are over, what rested on it goes on by the person's own consent or not at all. */
export class LapsedProtections {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly withdrawals: WithdrawReferrals,
    private readonly now: () => Date,
  ) {}

  /**
   * Without consent what has not started is withdrawn, and of what has begun nothing more is shared; both sides are told. Does nothing to a
   * referral that rests on consent, or whose time is not over. Repeatable.
   */
  async end(tx: Transaction, referralRef: string): Promise<void> {
    // The case before the referral: everybody locks them in this order.
    const caseRef = await domesticCaseOf(tx, referralRef);
    if (caseRef === undefined) return;
    await tx.rows('SELECT FROM register.episode WHERE case_ref = $1::uuid FOR NO KEY UPDATE', [caseRef]);
    const own = await anyReferral(tx, referralRef);
    if (own === undefined || own.protectedUntil === null || this.now() < own.protectedUntil) return;
    await endProtection(tx, referralRef);
    if (await consented(tx, caseRef)) return;
    await this.lapse(tx, await this.desk.open(tx, own));
  }

  private async lapse(tx: Transaction, file: OpenFile): Promise<void> {
    const { referralRef, organisation } = file.own;
    const { referral } = file.told;
    const waits = referral !== null && awaitsStart(referral);
    if (waits) await this.withdrawals.withdraw(tx, file, WITHDRAWAL, BY_CLOCK);
    else await this.withdrawals.endOne(tx, file);
    await notify(tx, organisation, { referralRef, outcome: waits ? 'WITHDRAWN' : 'SHARING_STOPPED', why: null });
  }
}

async function consented(tx: Transaction, caseRef: string): Promise<boolean> {
  const history = (await consentHistories(tx, [caseRef])).get(caseRef) ?? [];
  const entries = history.map((row) => ({ ...row, decidedAt: row.decidedOn }));
  return consentState(entries, EMERGENCY_PURPOSE) === 'GIVEN';
}
