import kafkajs from 'kafkajs';
import { MentionPublished, topicOf, topicsOf, type CountryCode } from '#contracts';
import { testKafka, TestRegion, type TestKafka, type TestRecord } from '#testing';
import { say } from '../lib/report.js';
import type { MentionEvent } from './encoded-part.js';
import { SOURCES } from './setup.js';

const SEND_AT_ONCE = 2_000;

/** Compaction would drop superseded versions while they are counted: each sent event is to be consumed. */
async function keepEveryVersion(kafka: TestKafka): Promise<void> {
  const configEntries = [{ name: 'cleanup.policy', value: 'delete' }];
  const resources = topicsOf('mention').map(({ name }) => ({
    ...{ type: kafkajs.ConfigResourceTypes.TOPIC, name: kafka.prefix + name, configEntries },
  }));
  await kafka.admin.alterConfigs({ validateOnly: false, resources });
}

/** The countries' mention topics on the run's broker. */
export class MentionTopics {
  private constructor(
    readonly kafka: TestKafka,
    readonly region: TestRegion,
  ) {}

  static async create(): Promise<MentionTopics> {
    const kafka = await testKafka();
    const region = await TestRegion.start(kafka, [...SOURCES, 'LINKAGE']);
    await keepEveryVersion(kafka);
    return new MentionTopics(kafka, region);
  }

  /** Signs and sends the next events as the countries' relays would have, each country's in their order. */
  async send(events: AsyncIterator<MentionEvent>, total: number): Promise<void> {
    const packs = new Map<string, TestRecord[]>();
    for (let sent = 1; sent <= total; sent += 1) {
      const next = await events.next();
      if (next.done === true) throw new RangeError('The corpus is too small.');
      const { source, subject, version, data } = next.value;
      const topic = topicOf(source as CountryCode, 'mention');
      const pack = packs.get(topic) ?? [];
      packs.set(topic, pack);
      const event = { topic, type: MentionPublished.type, subject, version, data };
      pack.push(this.region.record(source as CountryCode, event));
      if (pack.length === SEND_AT_ONCE) await this.region.send(topic, ...pack.splice(0));
      if (sent % 50_000 === 0) say(`signed and sent ${sent}`);
    }
    for (const [topic, pack] of packs) if (pack.length > 0) await this.region.send(topic, ...pack);
  }

  async remove(): Promise<void> {
    await this.region.stop();
    await this.kafka.cleanup();
  }
}
