import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  DeliveryProblem,
  ErasureConfirmed,
  ErasureRequested,
  MatchChanged,
  MatchProposed,
  REFERRAL_OUTCOMES,
  SharingStopConfirmed,
  SharingStopped,
  topicNamed,
  type DeliveryProblemData,
  type MatchChangeData,
  type MatchProposalData,
} from '#contracts';
import { OnTopics, resend, type AcceptedEvent, type ChunkContext } from '#messaging';
import type { Transaction } from '#persistence';
import { Referrals } from '../referrals/index.js';
import { Erasures } from '../erasure/index.js';
import { Reviews } from '../reviews/index.js';
import { storeDeliveryProblem } from './delivery-problems.js';

const OUTCOMES: ReadonlySet<string> = new Set(REFERRAL_OUTCOMES.map(({ type }) => type));

/** What the regional side says to this country. Whatever no use case takes stays in the topic. */
@Controller()
export class InboxConsumer {
  constructor(
    @Inject(Reviews) private readonly reviews: Reviews,
    @Inject(Referrals) private readonly referrals: Referrals,
    @Inject(Erasures) private readonly erasures: Erasures,
  ) {}

  @OnTopics('inbox')
  async consume(@Payload() events: AcceptedEvent[], @Ctx() { tx }: ChunkContext): Promise<void> {
    for (const event of events) await this.take(tx, event);
  }

  private async take(tx: Transaction, event: AcceptedEvent): Promise<void> {
    const { type, source, data } = event;
    if (type === DeliveryProblem.type) return deliveryProblem(tx, source, data as DeliveryProblemData);
    // Referrals are decided by the aggregator alone.
    if (OUTCOMES.has(type) && source === 'AGGREGATOR') return this.referrals.receive.take(tx, event);
    if (type === ErasureConfirmed.type) return this.erasures.receive.confirmed(tx, event);
    if (type === ErasureRequested.type) return this.erasures.receive.requested(tx, event);
    if (type === SharingStopped.type || type === SharingStopConfirmed.type) {
      return this.referrals.sharing.take(tx, event);
    }
    // Matches are linkage's business: nobody else who may write here is believed about them.
    if (source !== 'LINKAGE') return;
    if (type === MatchProposed.type) await this.reviews.receive.proposed(tx, data as MatchProposalData);
    if (type === MatchChanged.type) await this.reviews.receive.changed(tx, data as MatchChangeData);
  }
}

async function deliveryProblem(tx: Transaction, reporter: string, problem: DeliveryProblemData): Promise<void> {
  const { kind, reason, position, subject, missing } = problem;
  const gap = kind === 'PARKED' && subject !== undefined && missing !== undefined;
  // Only what lies in our own outbox can be sent again, so a wrong notice reaches nothing else.
  const resent = gap && isTopic(position.topic) ? await resend(tx, position.topic, subject, missing) : 0;
  await storeDeliveryProblem(tx, {
    ...position,
    reporter,
    ...{ kind, reason, subject: subject ?? null, missing: missing ?? null, resent: resent > 0 },
  });
}

function isTopic(name: string): boolean {
  return topicNamed(name) !== undefined;
}
