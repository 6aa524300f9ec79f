import type { CountryCode } from '#contracts';
import type { Transaction } from '#persistence';
import type { PartVault } from './part-vault.js';
import type { ReferralDesk } from './referral-desk.js';
import { forgetSlots, referralsIn, referralsOut, setKeyEnd } from './referral-store.js';
import type { WithdrawReferrals } from './withdraw-referrals.js';

/** What the erasure of a case does to its referrals, and what a holder of one erases. */
export class EndReferrals {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly withdraw: WithdrawReferrals,
    private readonly parts: PartVault,
    private readonly now: () => Date,
  ) {}

  /**
   * Withdraws what has not started, stops sharing the rest, and destroys the keys of what was sent, and of what another country had sent
   * of the person before the case was opened. Gives who received it abroad: what is inside the country ends with this transaction,
   * and nobody has to confirm it.
   */
  async endReferralsOf(tx: Transaction, caseRef: string): Promise<{ country: CountryCode; referralRef: string }[]> {
    const sent = await referralsOut(tx, caseRef);
    const received = [];
    for (const own of sent) {
      const file = await this.desk.open(tx, own);
      const { referral } = file.expected;
      // Nobody starts for a case that is gone.
      if (referral?.status === 'ACCEPTED') await this.withdraw.withdraw(tx, file);
      await this.withdraw.endOne(tx, file);
      await setKeyEnd(tx, own.referralRef, this.now());
      // A request that the sequencer refused was told to nobody: no confirmation of it could ever come.
      const told = file.told.referral !== null || file.told.sequence === 0;
      if (own.partner === null && told) received.push(own);
    }
    for (const referralRef of await referralsIn(tx, caseRef)) await this.eraseReceived(tx, referralRef);
    await this.parts.destroyNow(
      tx,
      sent.map(({ referralRef }) => referralRef),
    );
    await forgetSlots(tx, caseRef);
    return received.map(({ country, referralRef }) => ({ country, referralRef }));
  }

  /** Destroys what this country received under a referral. Repeatable. */
  async eraseReceived(tx: Transaction, referralRef: string): Promise<void> {
    await setKeyEnd(tx, referralRef, this.now());
    await this.parts.destroyNow(tx, [referralRef]);
  }
}
