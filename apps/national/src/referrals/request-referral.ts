import { randomUUID } from 'node:crypto';
import { ANSWER_WITHIN, type ReferralPreview } from '#contracts';
import { ageBandOf, ageBounds } from '#domain';
import { notFound, ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import { foreignListing } from '../directory/directory-store.js';
import type { CaseWorker } from './case-worker.js';
import { caseToRefer, type CaseToRefer } from './consented-case.js';
import { attestations, attestedConsents, callable, offering } from './request-checks.js';
import type { RequestBody } from './request-body.js';
import type { RequestOptions } from './request-options.js';
import { summaryOf, type ReferralSummary } from './referral-view.js';
import { addReferral, caseAbroad, referralOf, slotRefsOf } from './referral-store.js';
import type { RegionalMembers } from './regional-members.js';
import type { SealParts } from './seal-parts.js';
import type { SendCommand } from './send-command.js';

export interface RequestReferralOptions extends RequestOptions {
  readonly members: RegionalMembers;
  readonly seals: SealParts;
  readonly send: SendCommand;
}

/** Asks another country to take on a person of an own case. */
export class RequestReferral {
  constructor(private readonly options: RequestReferralOptions) {}

  /**
   * @throws ProblemError 404 for a case that is not an open one of the organisation's; 422 naming what is missing; 409 for what the
   *   other referrals of the case forbid; 503 while the receiver's keys are not known
   */
  execute(worker: CaseWorker, caseRef: string, body: RequestBody): Promise<ReferralSummary> {
    const { dataSource, births, desk } = this.options;
    return retryingTransaction(dataSource, async (tx) => {
      const person = await caseToRefer(tx, births, worker.organisation, caseRef);
      const clear = await this.clearPart(tx, person, body);
      const referralRef = await this.enter(tx, worker, person, body);
      const own = await referralOf(tx, worker, referralRef);
      if (own === undefined) throw notFound();
      const preview = previewOf(person, body, this.options.now());
      await this.options.parts.store(tx, { ref: referralRef, slot: own.keySlot, part: 'preview' }, preview);
      await this.options.send.send(tx, await desk.open(tx, own), worker.caller, {
        ...{ type: 'kerege.referral.request.v1', clear },
        seal: async () => ({
          preview: await this.options.seals.toCountry(tx, body.to, {
            ref: referralRef,
            part: 'preview',
            data: preview,
          }),
          guard: await this.options.seals.toSequencer(referralRef, 'request-guard', {
            caseRef,
            slotRefs: [...own.slotRefs],
          }),
        }),
      });
      return summaryOf(await desk.open(tx, own));
    });
  }

  private async clearPart(tx: Transaction, known: CaseToRefer, body: RequestBody) {
    const { members, now, desk } = this.options;
    const { to, mode, reason, urgency, organisation, services } = body;
    const consents = attestedConsents(known, 'CROSS_BORDER_REFERRAL', body, { now: now() });
    const attested = attestations(known, body, now());
    if (!members.takesPart(desk.country, now())) {
      throw new ProblemError(422, 'sender-takes-no-part', 'The country takes no part in referrals to other countries.');
    }
    if (to === desk.country || !members.takesPart(to, now())) {
      throw new ProblemError(422, 'receiver-takes-no-part', 'The country takes no referrals from this one.');
    }
    callable(body);
    if (organisation !== undefined) offering(services, await foreignListing(tx, to, organisation));
    const referralCaseRef = await caseAbroad(tx, known.caseRef, to);
    const answerwithin = body.answerwithin ?? ANSWER_WITHIN[urgency];
    return { referralCaseRef, to, mode, reason, urgency, answerwithin, consents, attested };
  }

  private async enter(
    tx: Transaction,
    { organisation, bodyType }: CaseWorker,
    { caseRef }: CaseToRefer,
    body: RequestBody,
  ) {
    const referralRef = randomUUID();
    const slotRefs = await slotRefsOf(tx, caseRef, body.services);
    const keySlot = await this.options.parts.newKey();
    await addReferral(tx, {
      referralRef,
      direction: 'OUT',
      country: body.to,
      organisation,
      partner: null,
      protectedUntil: null,
      caseRef,
      slotRefs,
      keySlot,
      senderType: bodyType,
    });
    return referralRef;
  }
}

/** Coarse facts of the register, the age as of today, and what the case worker adds; nothing that names the person. */
export function previewOf({ facts, birthDate }: CaseToRefer, body: RequestBody, now: Date): ReferralPreview {
  const { services, languages, dependants, needs, contact, call } = body;
  const ageband = ageBandOf(ageBounds(birthDate, now.toISOString().slice(0, 10)));
  return {
    // Nobody's reference: the receiving country's authority finds an organisation.
    organisation: body.organisation ?? randomUUID(),
    ...{ sex: facts.sex, ageband, exploitation: facts.rollup },
    ...{ services, languages, dependants, needs, contact },
    ...(call === undefined ? {} : { call }),
  };
}
