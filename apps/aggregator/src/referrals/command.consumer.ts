import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { keepCommands } from './command-store.js';

/** `<cc>.referral`: what the countries want to do with referrals. Kept here, decided by the sequencer. */
@Controller()
export class ReferralCommandConsumer {
  @OnTopics('referral')
  async onCommands(@Payload() events: AcceptedEvent[], @Ctx() chunk: ChunkContext): Promise<void> {
    await keepCommands(chunk.tx, events);
  }
}
