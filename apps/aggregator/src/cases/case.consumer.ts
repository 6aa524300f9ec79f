import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { applyCaseEvents } from './apply-case-events.js';

/** `<cc>.case`: what the countries say about their cases. */
@Controller()
export class CaseConsumer {
  @OnTopics('case')
  async onCaseEvents(@Payload() events: AcceptedEvent[], @Ctx() chunk: ChunkContext): Promise<void> {
    await applyCaseEvents(chunk.tx, events);
  }
}
