import { topicOf, type CountryCode } from '#contracts';
import { TestConsumer, type TestHandler } from '#testing';
import type { ReferralRegion } from '../../../apps/aggregator/src/referrals/referrals.testing.js';

/** When a referral's outcome lay in the inbox by the broker's clock, and when it was committed in the receiving country's database. Milliseconds since 1970. */
export interface Arrival {
  readonly inLog: number;
  readonly visible: number;
}

/** A country that reads its inbox with every check of arrival into a database of its own. */
export class InboxReader {
  readonly arrivals = new Map<string, Arrival>();

  private constructor(readonly stop: () => Promise<void>) {}

  static async start({ kafka, region }: ReferralRegion, country: CountryCode): Promise<InboxReader> {
    const consumer = await TestConsumer.create(kafka, region);
    const uncommitted = new Map<string, number>();
    const handler: TestHandler = (events) => {
      for (const { subject, brokerTime } of events) uncommitted.set(subject, brokerTime.getTime());
      return Promise.resolve();
    };
    const committed = () => {
      const visible = performance.timeOrigin + performance.now();
      for (const [subject, inLog] of uncommitted) reader.arrivals.set(subject, { inLog, visible });
      uncommitted.clear();
    };
    const service = `national-${country.toLowerCase() as Lowercase<CountryCode>}` as const;
    const topics = [topicOf(country, 'inbox')];
    const transport = consumer.transport({ service, topics, handler, metrics: committed });
    const reader = new InboxReader(async () => {
      await transport.close();
      await consumer.close();
    });
    await transport.start();
    return reader;
  }
}
