import { randomUUID } from 'node:crypto';
import { ANSWER_WITHIN } from '#contracts';
import { notFound, ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import { receivingOrganisation, type ReceivingOrganisation } from '../directory/own-listings.js';
import type { CaseWorker } from './case-worker.js';
import { caseToRefer, type CaseToRefer } from './consented-case.js';
import type { DomesticSequencer } from './domestic-sequencer.js';
import type { RequestBody } from './request-body.js';
import { attestations, attestedConsents, callable, offering } from './request-checks.js';
import type { RequestOptions } from './request-options.js';
import { protectedUntil } from './standing-protection.js';
import { previewOf } from './request-referral.js';
import { addReferral, referralOf, slotRefsOf } from './referral-store.js';
import { summaryOf, type ReferralSummary } from './referral-view.js';

export interface RequestDomesticOptions extends RequestOptions {
  readonly domestic: DomesticSequencer;
}

/** Asks another organisation of the own country to take on a person of an own case. Decided here and at once; nothing leaves. */
export class RequestDomestic {
  constructor(private readonly options: RequestDomesticOptions) {}

  /**
   * @throws ProblemError 404 for a case that is not an open one of the organisation's; 422 `receiver-takes-no-part` for an
   *   organisation that is not listed, enforces the law or is the own one, and what is missing; 409 for what the other
   *   referrals of the case forbid
   */
  execute(worker: CaseWorker, caseRef: string, body: RequestBody): Promise<ReferralSummary> {
    const { dataSource, births, desk, domestic, now } = this.options;
    return retryingTransaction(dataSource, async (tx) => {
      const person = await caseToRefer(tx, births, worker.organisation, caseRef);
      const receiver = await this.receiver(tx, worker, body);
      const until = await protectedUntil(tx, person, now());
      const clear = this.clearPart(person, receiver, body, until !== null);
      const referralRef = await this.enter(tx, worker, { person, until }, receiver, body);
      await domestic.decide(
        tx,
        referralRef,
        { side: 'SENDER', caller: worker.caller },
        {
          ...{ type: 'kerege.referral.request.v1', clear },
        },
      );
      const own = await referralOf(tx, worker, referralRef);
      if (own === undefined) throw notFound();
      return summaryOf(await desk.open(tx, own));
    });
  }

  private async receiver(tx: Transaction, worker: CaseWorker, { organisation }: RequestBody) {
    const found = organisation && (await receivingOrganisation(tx, organisation));
    if (found && found.organisation !== worker.organisation) return found;
    throw new ProblemError(
      422,
      'receiver-takes-no-part',
      'Name in "organisation" another one that the directory lists: nobody else takes referrals inside the country.',
    );
  }

  private clearPart(known: CaseToRefer, receiver: ReceivingOrganisation, body: RequestBody, emergency: boolean) {
    const { to, mode, reason, urgency, services } = body;
    const now = this.options.now();
    const consents = attestedConsents(known, 'DOMESTIC_REFERRAL', body, { now, emergency });
    const attested = attestations(known, body, now);
    callable(body);
    offering(services, receiver);
    return { to, mode, reason, urgency, answerwithin: body.answerwithin ?? ANSWER_WITHIN[urgency], consents, attested };
  }

  private async enter(
    tx: Transaction,
    { organisation, bodyType }: CaseWorker,
    { person, until }: { readonly person: CaseToRefer; readonly until: Date | null },
    receiver: ReceivingOrganisation,
    body: RequestBody,
  ): Promise<string> {
    const referralRef = randomUUID();
    const { caseRef } = person;
    const slotRefs = await slotRefsOf(tx, caseRef, body.services);
    const keySlot = await this.options.parts.newKey();
    await addReferral(tx, {
      ...{
        referralRef,
        direction: 'OUT',
        country: this.options.desk.country,
        organisation,
        partner: receiver.organisation,
      },
      ...{ caseRef, slotRefs, keySlot, protectedUntil: until, senderType: bodyType },
    });
    await this.options.parts.store(
      tx,
      { ref: referralRef, slot: keySlot, part: 'preview' },
      previewOf(person, body, this.options.now()),
    );
    return referralRef;
  }
}
