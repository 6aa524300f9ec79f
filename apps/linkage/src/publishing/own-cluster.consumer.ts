import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { ClusterData } from '#contracts';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { adoptOwnEvents } from './adopt-own-events.js';

/** `linkage.cluster`, which linkage writes itself: what it has already said. */
@Controller()
export class OwnClusterConsumer {
  @OnTopics('cluster')
  async onClusters(@Payload() events: AcceptedEvent<ClusterData>[], @Ctx() chunk: ChunkContext): Promise<void> {
    await adoptOwnEvents(chunk.tx, events);
  }
}
