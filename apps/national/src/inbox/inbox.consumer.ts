import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DeliveryProblem, topicNamed, type DeliveryProblemData } from '#contracts';
import { OnTopics, resend, type AcceptedEvent, type ChunkContext } from '#messaging';
import { storeDeliveryProblem } from './delivery-problems.js';

/** What the regional side says to this country. Proposals of matches stay in the topic until people can judge them. */
@Controller()
export class InboxConsumer {
  @OnTopics('inbox')
  async consume(@Payload() events: AcceptedEvent[], @Ctx() { tx }: ChunkContext): Promise<void> {
    for (const event of events) {
      if (event.type !== DeliveryProblem.type) continue;
      const { kind, reason, position, subject, missing } = event.data as DeliveryProblemData;
      const gap = kind === 'PARKED' && subject !== undefined && missing !== undefined;
      // Only what lies in our own outbox can be sent again, so a wrong notice reaches nothing else.
      const resent = gap && isTopic(position.topic) ? await resend(tx, position.topic, subject, missing) : 0;
      await storeDeliveryProblem(tx, {
        ...position,
        reporter: event.source,
        ...{ kind, reason, subject: subject ?? null, missing: missing ?? null, resent: resent > 0 },
      });
    }
  }
}

function isTopic(name: string): boolean {
  return topicNamed(name) !== undefined;
}
