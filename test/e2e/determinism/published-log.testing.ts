import { COUNTRIES } from '#contracts';
import type { PlatformKeys } from '#security';
import { testKafka, TestRegion, type SeededRandom, type TestKafka, type TestRecord } from '#testing';
import type { Recorded, RecordedRegion } from './recorded-region.testing.js';

/** The recorded region in the topics of one deployment, each record at least once. */
export class PublishedLog {
  private constructor(
    readonly kafka: TestKafka,
    readonly platformKeys: PlatformKeys,
    /** `topic/partition` to the offset of its end, for the topics that hold anything. */
    readonly ends: ReadonlyMap<string, number>,
  ) {}

  /** Topics with the same order in each partition; which records are repeated, and when, is this log's own. */
  static async publish(recorded: RecordedRegion, random: SeededRandom): Promise<PublishedLog> {
    const kafka = await testKafka();
    const region = await TestRegion.start(kafka, [...COUNTRIES, 'LINKAGE', 'AGGREGATOR']);
    const ends = new Map<string, number>();
    for (const [topic, records] of recorded) {
      const signed = repeated(random, records).map((record) => sign(region, record));
      await region.send(topic, ...signed);
      for (const { partition, high } of await kafka.admin.fetchTopicOffsets(kafka.prefix + topic)) {
        ends.set(`${topic}/${partition}`, Number(high));
      }
    }
    await region.stop();
    return new PublishedLog(kafka, region.platformKeys, ends);
  }

  /** Records of some topics, repetitions counted. */
  size(topics: readonly string[]): number {
    const own = [...this.ends].filter(([stream]) => topics.includes(stream.split('/')[0] ?? ''));
    return own.reduce((sum, [, end]) => sum + end, 0);
  }

  remove(): Promise<void> {
    return this.kafka.cleanup();
  }
}

const signatures = new WeakMap<TestRegion, WeakMap<Recorded, TestRecord>>();

/** A repetition is the same bytes. */
function sign(region: TestRegion, record: Recorded): TestRecord {
  const known = signatures.get(region) ?? new WeakMap<Recorded, TestRecord>();
  signatures.set(region, known);
  const signed = known.get(record) ?? region.record(record.source, record);
  known.set(record, signed);
  return signed;
}

/** Puts every fourth record, as a rule, in again at a random later place. */
function repeated(random: SeededRandom, records: readonly Recorded[]): Recorded[] {
  const places = records.map((record, place) => ({ record, place }));
  const again = records.flatMap((record, place) =>
    random.chance(0.25) ? [{ record, place: random.integer(place, records.length) + 0.5 }] : [],
  );
  return [...places, ...again].sort((a, b) => a.place - b.place).map(({ record }) => record);
}
