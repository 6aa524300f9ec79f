import { EventPattern } from '@nestjs/microservices';
import { topicsOf, type TopicKind } from '#contracts';
import { KEREGE_TRANSPORT } from './kerege-transport-symbol.js';

/**
 * Marks a consumer method: it gets every accepted event of all topics of a kind, as
 * `(@Payload() events: AcceptedEvent[], @Ctx() chunk: ChunkContext) => Promise<void>`, in the chunk's transaction.
 */
export function OnTopics(kind: TopicKind): MethodDecorator {
  return EventPattern(
    topicsOf(kind).map((topic) => topic.name),
    KEREGE_TRANSPORT,
  );
}
