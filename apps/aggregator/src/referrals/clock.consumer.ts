import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { keepReading } from './clock-store.js';

/** `aggregator.clock`, which the aggregator writes itself: how late it is on the broker's clock. */
@Controller()
export class ClockConsumer {
  @OnTopics('clock')
  async onReadings(@Payload() events: AcceptedEvent[], @Ctx() chunk: ChunkContext): Promise<void> {
    const latest = events.at(-1);
    if (latest !== undefined) await keepReading(chunk.tx, latest.brokerTime);
  }
}
