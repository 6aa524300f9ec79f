import { notFound } from '#http';
import type { Transaction } from '#persistence';
import type { ActionInput } from './action-input.js';
import type { ActionName } from './action-body.js';
import type { CaseWorker } from './case-worker.js';
import { consentedCase } from './consented-case.js';
import type { DomesticSequencer } from './domestic-sequencer.js';
import type { LapsedProtections } from './lapsed-protections.js';
import { ownSide } from './own-referral.js';
import type { PartVault } from './part-vault.js';
import type { ReferralDesk } from './referral-desk.js';
import { referralOf, setReceiverCase } from './referral-store.js';

/** What an organisation does with a referral inside the country: decided at once, in the transaction that asks for it. */
export class ActAtHome {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly domestic: DomesticSequencer,
    private readonly parts: PartVault,
    private readonly protections: LapsedProtections,
  ) {}

  /** @throws ProblemError 404 also for others' referrals and cases; 409 `referral-state` */
  async execute(
    tx: Transaction,
    worker: CaseWorker,
    referralRef: string,
    action: ActionName,
    { clear = {}, note, caseRef }: ActionInput,
  ): Promise<void> {
    // The case before the referral: everybody locks them in this order.
    await this.protections.end(tx, referralRef);
    await this.domestic.tick(tx, referralRef);
    const own = await referralOf(tx, worker, referralRef);
    if (own === undefined) throw notFound();
    if (caseRef !== undefined && (await consentedCase(tx, worker.organisation, caseRef))?.status !== 'OPEN') {
      throw notFound();
    }
    const before = await this.desk.open(tx, own);
    const giver = { side: ownSide(own), caller: worker.caller };
    await this.domestic.decide(tx, referralRef, giver, {
      ...{ type: `kerege.referral.${action}.v1` as const, clear },
      ...(caseRef === undefined ? {} : { caseRef }),
    });
    if (caseRef !== undefined) await setReceiverCase(tx, referralRef, caseRef);
    if (note === undefined) return;
    const number = (before.told.referral?.questions ?? 0) + (action === 'ask' ? 1 : 0);
    const part = action === 'ask' ? 'question' : 'answer';
    await this.parts.store(tx, { ref: referralRef, slot: own.keySlot, part, number }, note);
  }
}
