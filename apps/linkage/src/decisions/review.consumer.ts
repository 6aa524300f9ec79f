import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { MatchDecisionData } from '#contracts';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { LINKAGE_ENGINE, type LinkageEngine } from '../clusters/linkage-engine.js';
import { ClusterPublisher } from '../publishing/cluster-publisher.js';
import { rememberContacts } from '../reviews/contacts.js';
import { ProposalDesk } from '../reviews/proposal-desk.js';

/**
 * `<cc>.review`: answers of countries. Each is kept under the country that gave it and has effect only with a mention of
 * that same country, so that nobody decides on another's mention; it may arrive before the mention.
 */
@Controller()
export class ReviewConsumer {
  constructor(
    @Inject(LINKAGE_ENGINE) private readonly engine: LinkageEngine,
    @Inject(ClusterPublisher) private readonly publisher: ClusterPublisher,
    @Inject(ProposalDesk) private readonly desk: ProposalDesk,
  ) {}

  @OnTopics('review')
  async onDecisions(@Payload() events: AcceptedEvent<MatchDecisionData>[], @Ctx() chunk: ChunkContext): Promise<void> {
    const decisions = events.map(({ source, version, data }) => ({
      source,
      matchRef: data.matchRef,
      mentionRef: data.mentionRef,
      version,
      verdict: data.decision,
      reviewer: data.reviewer,
    }));
    const { clusters, touched } = await this.engine.decide(chunk.tx, decisions);
    await this.publisher.publish(chunk.tx, clusters);
    await rememberContacts(chunk.tx, decisions);
    await this.desk.bringUpToDate(chunk.tx, decisions, touched);
  }
}
