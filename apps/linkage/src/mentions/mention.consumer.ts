import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { MentionData } from '#contracts';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { LINKAGE_ENGINE, type LinkageEngine } from '../clusters/linkage-engine.js';
import { ClusterPublisher } from '../publishing/cluster-publisher.js';
import { REVOKED_EPOCHS, type RevokedEpochs } from '../epochs/revoked-epochs.js';
import { ProposalDesk } from '../reviews/proposal-desk.js';
import { ENCODING_CHECK, type EncodingCheck } from './encoding-check.js';
import { revisionOf, revisionOfTombstone } from './mention-revision.js';
import { RetractionReceipts } from './retraction-receipts.js';

/** `<cc>.mention`: keyed encodings of persons, told by the country that names them. */
@Controller()
export class MentionConsumer {
  constructor(
    @Inject(LINKAGE_ENGINE) private readonly engine: LinkageEngine,
    @Inject(ClusterPublisher) private readonly publisher: ClusterPublisher,
    @Inject(ProposalDesk) private readonly desk: ProposalDesk,
    @Inject(ENCODING_CHECK) private readonly faultOf: EncodingCheck,
    @Inject(RetractionReceipts) private readonly receipts: RetractionReceipts,
    @Inject(REVOKED_EPOCHS) private readonly revoked: RevokedEpochs,
  ) {}

  @OnTopics('mention')
  async onMentions(@Payload() events: AcceptedEvent<MentionData>[], @Ctx() chunk: ChunkContext): Promise<void> {
    const told = this.honest(events, chunk).map((event) => revisionOf(event, this.revoked));
    const revisions = [...told, ...chunk.tombstones.map(revisionOfTombstone)];
    const { clusters, touched } = await this.engine.apply(chunk.tx, revisions);
    await this.publisher.publish(chunk.tx, clusters);
    await this.desk.bringUpToDate(chunk.tx, revisions, touched);
    await this.receipts.give(chunk.tx, revisions);
  }

  /** Malformed encodings are refused one by one: they would match everybody or nobody. */
  private honest(events: readonly AcceptedEvent<MentionData>[], chunk: ChunkContext): AcceptedEvent<MentionData>[] {
    return events.filter(({ data, position }) => {
      const fault = this.faultOf(data);
      if (fault !== null) chunk.refuse(position, fault);
      return fault === null;
    });
  }
}
