import { randomUUID } from 'node:crypto';
import { memberData, signedRecord, TestConsumer, testKafka, testMember, TestRegion, type TestKafka } from '#testing';
import { generateSigningKey } from '#security';
import { MembersLogWriter } from '../members-log/members-log-writer.js';
import type { KeregeTransport } from '../transport/kerege-transport.js';

describe('members log and the records that it judges', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  let transport: KeregeTransport | undefined;

  beforeAll(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
  });

  beforeEach(async () => {
    consumer = await TestConsumer.create(kafka, region);
  });

  afterEach(async () => {
    await transport?.close();
    await consumer.close();
  });

  afterAll(async () => {
    await region.stop();
    await kafka.cleanup();
  });

  async function read(topic: string, by: TestConsumer): Promise<void> {
    transport = by.transport({ topics: [topic] });
    await transport.start();
    await by.caughtUp(topic);
  }

  it('a record counts from its key’s entry on, and every reader decides so, early or late', async () => {
    const topic = 'tj.case';
    const newcomer = testMember('TJ', 'tj-late');
    const record = () => signedRecord(newcomer, kafka.prefix, { topic, subject: randomUUID() });
    await region.send(topic, record(), record());
    await read(topic, consumer);
    await region.declare(newcomer);
    await region.send(topic, record(), record(), record());
    await consumer.caughtUp(topic);
    expect(await consumer.applied()).toHaveLength(3);
    expect(await consumer.reasons()).toEqual(['unknown-key', 'unknown-key']);
    await transport?.close();

    const late = await TestConsumer.create(kafka, region);
    await read(topic, late);
    const ids = async (of: TestConsumer) => (await of.applied()).map((row) => row.id).sort();
    expect(await ids(late)).toEqual(await ids(consumer));
    expect(await late.reasons()).toEqual(await consumer.reasons());
    await transport?.close();
    await late.close();
  });

  it('what a revoked key signs after the revocation is refused', async () => {
    const topic = 'uz.case';
    const member = testMember('UZ', 'uz-lost');
    await region.declare(member);
    const record = () => signedRecord(member, kafka.prefix, { topic });
    await region.send(topic, record());
    await read(topic, consumer);
    const writer = await MembersLogWriter.open(kafka.connection('platform'), region.platformKey);
    await writer.revokeKey('UZ', { kid: 'uz-lost', lastgood: [] });
    await region.send(topic, record());
    await consumer.caughtUp(topic);
    expect(await consumer.applied()).toHaveLength(1);
    expect(await consumer.reasons()).toEqual(['unknown-key']);
  });

  it('an entry that the platform did not sign changes nothing', async () => {
    const topic = 'kg.case';
    const intruder = { ...testMember('PLATFORM'), key: generateSigningKey('intruder') };
    const stranger = testMember('KG', 'kg-stranger');
    const entry = { topic: 'regional.members', type: 'kerege.member.declared.v1', data: memberData(stranger) } as const;
    await region.send('regional.members', signedRecord(intruder, kafka.prefix, entry));
    await region.send(topic, signedRecord(stranger, kafka.prefix, { topic }));
    await read(topic, consumer);
    expect(await consumer.applied()).toEqual([]);
    expect(await consumer.reasons()).toEqual(['unknown-key', 'unknown-key']);
  });
});
