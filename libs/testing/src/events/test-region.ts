import type { Producer } from 'kafkajs';
import type { EventSource, PrincipalName } from '#contracts';
import { createKafka, MembersLogWriter } from '#messaging';
import { generateSigningKey, platformKeysFrom, publicJwk, type PlatformKeys, type SigningKey } from '#security';
import type { TestKafka } from '../test-kafka.js';
import { signedRecord, type TestEvent, type TestRecord } from './signed-record.js';
import { memberData, testMember, type TestMember } from './test-member.js';

/** Members with keys, declared in a members log, and producers that write in their names: the senders' side of a test. */
export class TestRegion {
  private readonly members = new Map<EventSource, TestMember>();
  private readonly producers = new Map<PrincipalName, Promise<Producer>>();

  private constructor(
    private readonly kafka: TestKafka,
    readonly platformKey: SigningKey,
    readonly platformKeys: PlatformKeys,
  ) {}

  /** Creates the topics and declares the sources. */
  static async start(kafka: TestKafka, sources: readonly EventSource[] = ['KZ', 'KG']): Promise<TestRegion> {
    await kafka.createTopics();
    const platformKey = generateSigningKey('platform-test-1');
    const region = new TestRegion(kafka, platformKey, platformKeysFrom({ keys: [publicJwk(platformKey)] }));
    for (const source of sources) region.members.set(source, testMember(source));
    await region.declare(...region.members.values());
    return region;
  }

  /** Writes the members' entries into the members log. */
  async declare(...members: readonly TestMember[]): Promise<void> {
    const writer = await MembersLogWriter.open(this.kafka.connection('platform'), this.platformKey);
    for (const member of members) await writer.declare(memberData(member));
  }

  member(source: EventSource): TestMember {
    const member = this.members.get(source);
    if (member === undefined) throw new Error(`${source} was not declared`);
    return member;
  }

  /** A valid record of a source, ready to be sent or spoiled. */
  record(source: EventSource, event: TestEvent): TestRecord {
    return signedRecord(this.member(source), this.kafka.prefix, event);
  }

  /** Sends records as the super user, so that also what ACLs forbid gets into a topic. */
  async send(topic: string, ...messages: TestRecord[]): Promise<void> {
    const producer = await this.producer('admin');
    for (let i = 0; i < messages.length; i += 500) {
      await producer.send({ topic: this.kafka.prefix + topic, acks: -1, messages: messages.slice(i, i + 500) });
    }
  }

  /** A connected producer of a principal, one for all who ask, also at the same time; disconnected by `stop`. */
  producer(principal: PrincipalName): Promise<Producer> {
    const producer = this.producers.get(principal) ?? this.connected(principal);
    this.producers.set(principal, producer);
    return producer;
  }

  private async connected(principal: PrincipalName): Promise<Producer> {
    const producer = createKafka(this.kafka.connection(principal)).producer({ allowAutoTopicCreation: false });
    await producer.connect();
    return producer;
  }

  async stop(): Promise<void> {
    for (const producer of this.producers.values()) await (await producer).disconnect();
    this.producers.clear();
  }
}
