import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { MentionData } from '#contracts';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { LINKAGE_ENGINE, type LinkageEngine } from '../clusters/linkage-engine.js';
import { ClusterPublisher } from '../publishing/cluster-publisher.js';
import { ProposalDesk } from '../reviews/proposal-desk.js';
import { revisionOf, revisionOfTombstone } from './mention-revision.js';

/** `<cc>.mention`: keyed encodings of persons, told by the country that names them. */
@Controller()
export class MentionConsumer {
  constructor(
    @Inject(LINKAGE_ENGINE) private readonly engine: LinkageEngine,
    @Inject(ClusterPublisher) private readonly publisher: ClusterPublisher,
    @Inject(ProposalDesk) private readonly desk: ProposalDesk,
  ) {}

  @OnTopics('mention')
  async onMentions(@Payload() events: AcceptedEvent<MentionData>[], @Ctx() chunk: ChunkContext): Promise<void> {
    const revisions = [...events.map(revisionOf), ...chunk.tombstones.map(revisionOfTombstone)];
    const { clusters } = await this.engine.apply(chunk.tx, revisions);
    await this.publisher.publish(chunk.tx, clusters);
    await this.desk.bringUpToDate(chunk.tx, revisions);
  }
}
