import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { applyFigures } from './apply-figures.js';

/** `<cc>.figures`: the tables that a country counts itself, and what its officers attest of them. */
@Controller()
export class FiguresConsumer {
  @OnTopics('figures')
  async onFigures(@Payload() events: AcceptedEvent[], @Ctx() chunk: ChunkContext): Promise<void> {
    await applyFigures(chunk.tx, events, (position) => chunk.refuse(position, 'not-applicable'));
  }
}
