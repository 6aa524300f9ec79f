import type { WithdrawalReason } from '#contracts';
import { awaitsStart, lateWindowOpen, type Referral } from '#domain';
import type { Transaction } from '#persistence';
import type { CaseEnd, ReferralsOfCase } from '../register/referrals-of-case.js';
import type { ReferralDesk } from './referral-desk.js';
import { referralsOut } from './referral-store.js';
import type { WithdrawReferrals } from './withdraw-referrals.js';

/** Ends of a case in which the person goes to whoever has accepted: closing it does not take back what waits there for them. */
const GOES_ON: readonly CaseEnd[] = ['TRANSFERRED', 'RETURNED'];

/** A case that is voided or closed leaves no referral open that could still start. */
export class WithdrawWithCase implements ReferralsOfCase {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly withdrawals: WithdrawReferrals,
    private readonly now: () => Date,
  ) {}

  /** Repeatable. Whether a start comes first the sequencer decides: the withdrawal is refused then, and the sender is told. */
  async withdrawWithCase(tx: Transaction, caseRef: string, end: CaseEnd): Promise<void> {
    const withdrawal = { type: 'kerege.referral.withdraw.v1', clear: { reason: reasonOf(end) } } as const;
    const caller = end === 'VOIDED' ? 'case-voided' : 'case-closed';
    for (const own of await referralsOut(tx, caseRef)) {
      const file = await this.desk.open(tx, own);
      if (this.ends(file.expected.referral, end)) await this.withdrawals.withdraw(tx, file, withdrawal, caller);
    }
  }

  private ends(referral: Referral | null, end: CaseEnd): boolean {
    if (referral === null || (referral.status === 'ACCEPTED' && GOES_ON.includes(end))) return false;
    return awaitsStart(referral) || lateWindowOpen(referral, this.now().getTime());
  }
}

/** Reasons that stand after an acceptance too: it may be on its way while the case ends. */
function reasonOf(end: CaseEnd): WithdrawalReason {
  return end === 'PERSON_DECLINED' ? 'PERSON_CHANGED_MIND' : 'CIRCUMSTANCES_CHANGED';
}
