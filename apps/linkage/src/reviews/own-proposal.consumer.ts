import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { ProposalRecordData } from '#contracts';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { adoptOwnProposals } from './adopt-own-proposals.js';

/** `linkage.proposal`, which linkage writes for itself: what it has already told countries about matches. */
@Controller()
export class OwnProposalConsumer {
  @OnTopics('proposal')
  async onProposals(@Payload() events: AcceptedEvent<ProposalRecordData>[], @Ctx() chunk: ChunkContext): Promise<void> {
    await adoptOwnProposals(chunk.tx, events);
  }
}
