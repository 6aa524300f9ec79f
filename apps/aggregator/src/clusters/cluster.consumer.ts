import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { applyClusters } from './apply-clusters.js';

/** `linkage.cluster`: which mentions are one person. */
@Controller()
export class ClusterConsumer {
  @OnTopics('cluster')
  async onClusters(@Payload() events: AcceptedEvent[], @Ctx() chunk: ChunkContext): Promise<void> {
    await applyClusters(chunk.tx, events);
  }
}
