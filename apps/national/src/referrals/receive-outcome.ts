import { topicOf, type CountryCode } from '#contracts';
import { NO_HISTORY, type ReferralHistory, type ReferralOutcome } from '#domain';
import type { AcceptedEvent } from '#messaging';
import type { Transaction } from '#persistence';
import { organisationBehind } from '../directory/directory-store.js';
import { storeDeliveryProblem } from '../inbox/delivery-problems.js';
import { commandsOf, settleCommand, type GivenCommand } from './command-store.js';
import { contradictionOf } from './contradiction.js';
import { toldHistory } from './country-history.js';
import type { DomesticSequencer } from './domestic-sequencer.js';
import { keyEnd } from './key-end.js';
import { notify } from './notifications.js';
import { keepOutcome, outcomesOf } from './outcome-store.js';
import type { OwnReferral } from './own-referral.js';
import type { PartVault } from './part-vault.js';
import { addReferral, anyReferral, setKeyEnd, setOwnCase } from './referral-store.js';
import type { StopSharing } from './stop-sharing.js';
import { outcomeCode } from './referral-view.js';
import type { SealParts } from './seal-parts.js';

export interface ReceiveOutcomeOptions {
  readonly country: CountryCode;
  /** The organisation that gets what is addressed to none that this country knows. */
  readonly authority: string;
  readonly seals: SealParts;
  readonly parts: PartVault;
  readonly domestic: DomesticSequencer;
  readonly sharing: StopSharing;
  readonly now: () => Date;
}

/**
 * Takes in what the region decided. Outcomes are kept under their sequence, and the state is their fold: a repeat changes nothing, and the order of
 * arrival does not matter. What cannot be true is kept as a delivery problem and folded nowhere.
 */
export class ReceiveOutcome {
  constructor(private readonly options: ReceiveOutcomeOptions) {}

  async take(tx: Transaction, event: AcceptedEvent): Promise<void> {
    // The event's type and data were checked against each other at arrival.
    const outcome = { type: event.type, referralRef: event.subject, data: event.data } as ReferralOutcome;
    const { referralRef } = outcome;
    const known = await anyReferral(tx, referralRef);
    const told = known && toldHistory(known, await outcomesOf(tx, referralRef));
    const contradiction = contradictionOf(outcome, known, told ?? NO_HISTORY, {
      country: this.options.country,
      gave: await this.gave(tx, outcome),
    });
    if (contradiction !== undefined) return this.problem(tx, event, contradiction);
    const kept = await keepOutcome(tx, outcome);
    if (kept === 'contradiction') return this.problem(tx, event, 'contradicts-history');
    if (kept === 'known') return;
    const own = known ?? (await this.arrive(tx, outcome));
    if (own !== undefined) await this.apply(tx, own, outcome);
  }

  /** A request of another country: its preview is opened, and kept under the referral's own key. */
  private async arrive(tx: Transaction, outcome: ReferralOutcome): Promise<OwnReferral | undefined> {
    if (outcome.type !== 'kerege.referral.requested.v1') return undefined;
    const { seals, parts, authority } = this.options;
    const { referralRef, data } = outcome;
    const preview = await seals.opened(tx, data.preview, { ref: referralRef, part: 'preview' });
    const addressed = preview && (await organisationBehind(tx, preview.organisation));
    const keySlot = await parts.newKey();
    const organisation = addressed ?? authority;
    await addReferral(tx, {
      ...{ referralRef, direction: 'IN', country: data.from, organisation, caseRef: null, slotRefs: [], keySlot },
      ...{ partner: null, protectedUntil: null },
    });
    if (preview !== undefined) await parts.store(tx, { ref: referralRef, slot: keySlot, part: 'preview' }, preview);
    return anyReferral(tx, referralRef);
  }

  private async apply(tx: Transaction, own: OwnReferral, outcome: ReferralOutcome): Promise<void> {
    const { type, data, referralRef } = outcome;
    const why = 'why' in data ? data.why : null;
    const command = 'command' in data ? data.command : undefined;
    const mine = command?.source === this.options.country;
    let consentLost = own.sharingStoppedAt !== null;
    if (command !== undefined && mine) {
      const settled = await settleCommand(tx, referralRef, command.id, { outcome: type, why });
      if (why !== null && typeof settled?.caseRef === 'string' && own.direction === 'IN') {
        await setOwnCase(tx, referralRef, null);
      }
      consentLost ||= why !== null && withdrawsConsent(settled);
    }
    const told = toldHistory(own, await outcomesOf(tx, referralRef));
    await this.keepNote(tx, own, outcome, told);
    // The withdrawal came after the start, or the acceptance is told after the person took the consent back.
    if (consentLost && own.direction === 'OUT') {
      await this.options.sharing.stop(tx, referralRef, told.referral?.status);
    }
    await setKeyEnd(tx, referralRef, keyEnd(told, this.options.now()));
    if (type === 'kerege.referral.started.v1' && own.direction === 'OUT') await this.options.domestic.reroute(tx, own);
    if (!mine || why !== null) await notify(tx, own.organisation, { referralRef, outcome: outcomeCode(type), why });
  }

  /** A question or an answer from the other side. */
  private async keepNote(
    tx: Transaction,
    own: OwnReferral,
    outcome: ReferralOutcome,
    told: ReferralHistory,
  ): Promise<void> {
    const { referralRef: ref, keySlot: slot, direction } = own;
    const number = told.referral?.questions ?? 1;
    if (outcome.type === 'kerege.referral.asked.v1' && direction === 'OUT') {
      const question = await this.options.seals.opened(tx, outcome.data.question, { ref, part: 'question' });
      if (question !== undefined) await this.options.parts.store(tx, { ref, slot, part: 'question', number }, question);
    }
    if (outcome.type === 'kerege.referral.answered.v1' && direction === 'IN') {
      const answer = await this.options.seals.opened(tx, outcome.data.answer, { ref, part: 'answer' });
      if (answer !== undefined) await this.options.parts.store(tx, { ref, slot, part: 'answer', number }, answer);
    }
  }

  /** Whether this country gave the command that an outcome answers. */
  private async gave(tx: Transaction, { data, referralRef }: ReferralOutcome): Promise<boolean> {
    const command = 'command' in data ? data.command : undefined;
    if (command === undefined) return false;
    return (await commandsOf(tx, referralRef)).some(({ eventId }) => eventId === command.id);
  }

  private async problem(tx: Transaction, { position, source, subject }: AcceptedEvent, reason: string): Promise<void> {
    await storeDeliveryProblem(tx, {
      ...{
        topic: topicOf(this.options.country, 'inbox'),
        partition: position.partition,
        offset: String(position.offset),
      },
      ...{ reporter: source, kind: 'CONTRADICTION', reason, subject, missing: null, resent: false },
    });
  }
}

/** A withdrawal for this reason that lost against a start leaves a referral without consent, whoever gave it. */
function withdrawsConsent(command: Pick<GivenCommand, 'type' | 'data'> | undefined): boolean {
  return command?.type === 'kerege.referral.withdraw.v1' && command.data['reason'] === 'CONSENT_WITHDRAWN';
}
