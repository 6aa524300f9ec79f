import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnTopics, Outbox, type AcceptedEvent, type ChunkContext } from '#messaging';
import { ReferralHolders } from '../erasure/referral-holders.js';
import { confirmErasures } from '../erasure/confirm-erasures.js';
import { applyCaseEvents } from './apply-case-events.js';

/** `<cc>.case`: what the countries say about their cases. */
@Controller()
export class CaseConsumer {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(ReferralHolders) private readonly holders: ReferralHolders,
  ) {}

  @OnTopics('case')
  async onCaseEvents(@Payload() events: AcceptedEvent[], @Ctx() chunk: ChunkContext): Promise<void> {
    await applyCaseEvents(chunk.tx, events);
    await confirmErasures(chunk.tx, events, this.outbox);
    await this.holders.erased(chunk.tx, events);
  }
}
