import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { HistoryReader } from './history-reader.js';

/** `referral`, which the aggregator writes itself: what has been decided, once it stands in the log. */
@Controller()
export class ReferralHistoryConsumer {
  constructor(@Inject(HistoryReader) private readonly history: HistoryReader) {}

  @OnTopics('referral-history')
  async onOutcomes(@Payload() events: AcceptedEvent[], @Ctx() chunk: ChunkContext): Promise<void> {
    await this.history.read(chunk.tx, events);
  }
}
