import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { applyBindings } from './apply-bindings.js';

/** `<cc>.binding`: which case a mention belongs to, told by the country that published both. */
@Controller()
export class BindingConsumer {
  @OnTopics('binding')
  async onBindings(@Payload() events: AcceptedEvent[], @Ctx() chunk: ChunkContext): Promise<void> {
    await applyBindings(chunk.tx, events, chunk.tombstones);
  }
}
