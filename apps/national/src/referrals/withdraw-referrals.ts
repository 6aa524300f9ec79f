import type { ConsentPurpose } from '#contracts';
import { awaitsStart, isTakenOn, lateWindowOpen } from '#domain';
import type { Transaction } from '#persistence';
import type { DomesticSequencer } from './domestic-sequencer.js';
import { notify } from './notifications.js';
import { basisOf } from './own-referral.js';
import type { OpenFile, ReferralDesk } from './referral-desk.js';
import { referralsOut, stopSharing } from './referral-store.js';
import type { Leaving, SendCommand } from './send-command.js';
import type { StopSharing } from './stop-sharing.js';

/** Who acts when consent is taken back: no person decides it. */
const BY_CONSENT = 'consent-withdrawn';
const WITHDRAWAL: Leaving = { type: 'kerege.referral.withdraw.v1', clear: { reason: 'CONSENT_WITHDRAWN' } };

export interface WithdrawReferralsOptions {
  readonly desk: ReferralDesk;
  readonly send: SendCommand;
  readonly domestic: DomesticSequencer;
  readonly sharing: StopSharing;
  readonly now: () => Date;
}

/** What the withdrawal of consent to a referral, abroad or at home, does to the referrals of a case. */
export class WithdrawReferrals {
  constructor(private readonly options: WithdrawReferralsOptions) {}

  /**
   * In the transaction of the withdrawal, for referrals that rest on the purpose: those that nobody has accepted are withdrawn with
   * CONSENT_WITHDRAWN; for accepted ones further sharing stops, a receiver abroad destroys what it got, and every receiver asks
   * the person. Services that have begun go on: they end by no event. Repeatable.
   */
  async withdrawReferralsOf(tx: Transaction, caseRef: string, purpose: ConsentPurpose): Promise<void> {
    const { desk, sharing } = this.options;
    for (const own of await referralsOut(tx, caseRef)) {
      const file = await desk.open(tx, own);
      if (!restsOn(file, purpose)) continue;
      const ended = await this.endOne(tx, file);
      if (ended === 'STOPPED' && own.partner === null) {
        await sharing.stop(tx, own.referralRef, file.told.referral?.status);
      }
    }
  }

  /** What is impossible by now (an expired referral that was asked for again) needs no withdrawal and stops nothing. */
  async endOne(tx: Transaction, file: OpenFile): Promise<'WITHDRAWN' | 'STOPPED'> {
    const { referral } = file.expected;
    if (referral === null) return 'WITHDRAWN';
    const pending = awaitsStart(referral) && referral.status !== 'ACCEPTED';
    if (pending || lateWindowOpen(referral, this.options.now().getTime())) {
      await this.withdraw(tx, file);
      return 'WITHDRAWN';
    }
    await this.stopSharing(tx, file);
    return 'STOPPED';
  }

  /** Takes one back, for whatever reason, as its sender would by hand. Does nothing where the state forbids it. */
  async withdraw(
    tx: Transaction,
    file: OpenFile,
    withdrawal: Leaving = WITHDRAWAL,
    caller = BY_CONSENT,
  ): Promise<void> {
    const { domestic, send } = this.options;
    const { referralRef, partner } = file.own;
    if (partner !== null) {
      await domestic.attempt(tx, referralRef, { side: 'SENDER', caller }, withdrawal);
    } else if (send.allows(file, withdrawal)) {
      await send.send(tx, file, caller, withdrawal);
    }
  }

  /** A receiver inside the country is told at once: it is to ask the person whether to go on. */
  private async stopSharing(tx: Transaction, { own, told }: OpenFile): Promise<void> {
    const { referralRef, partner, sharingStoppedAt } = own;
    await stopSharing(tx, referralRef);
    if (partner === null || sharingStoppedAt !== null || told.referral === null || !isTakenOn(told.referral)) return;
    await notify(tx, partner, { referralRef, outcome: 'SHARING_STOPPED', why: null });
  }
}

/** What stands on an emergency protection ends with the person's own word about the purpose as what stands on their consent does. */
function restsOn({ own, expected }: OpenFile, purpose: ConsentPurpose): boolean {
  const { referral } = expected;
  return referral !== null && (purpose === basisOf(own) || referral.consents.includes(purpose));
}
