import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { ReferralHolders } from './referral-holders.js';

/** `<cc>.erasure`: what the countries have erased of what they received, and what they call back. */
@Controller()
export class ErasureConsumer {
  constructor(@Inject(ReferralHolders) private readonly holders: ReferralHolders) {}

  @OnTopics('erasure')
  async onErasure(@Payload() events: AcceptedEvent[], @Ctx() chunk: ChunkContext): Promise<void> {
    await this.holders.take(chunk.tx, events);
  }
}
