import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { signEvent } from '#security';
import {
  signedRecord,
  TestConsumer,
  testKafka,
  testMember,
  TestRegion,
  type TestKafka,
  type TestRecord,
} from '#testing';
import type { KeregeTransport } from './kerege-transport.js';

const MEGABYTE = 1024 * 1024;

describe('a bad record', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  let transport: KeregeTransport;
  const topic = 'kz.case';
  const good = () => region.record('KZ', { topic });
  const withHeader = (name: string, value: string | Buffer | (string | Buffer)[] | undefined): TestRecord => {
    const record = good();
    const { [name]: _, ...others } = record.headers;
    return { ...record, headers: value === undefined ? others : { ...others, [name]: value } };
  };
  const resigned = (value: Buffer): TestRecord => {
    const { key: subject, partition, headers } = good();
    const member = region.member('KZ');
    const id = String(headers['ce_id']);
    const { policyversion, anonymizationprofile } = member;
    const rules = { policyversion, anonymizationprofile };
    const envelope = { id, source: 'KZ', type: String(headers['ce_type']), subject, version: 1, ...rules };
    const time = String(headers['ce_time']);
    const signed = {
      ...envelope,
      time,
      topic: kafka.prefix + topic,
      key: subject,
      contenttype: 'application/json',
      value,
    };
    return { key: subject, partition, value, headers: { ...headers, ce_signature: signEvent(member.key, signed) } };
  };
  const tampered = (): TestRecord => {
    const record = good();
    return { ...record, value: Buffer.from(String(record.value).replace('"ADULT"', '"MINOR"')) };
  };

  beforeAll(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
    consumer = await TestConsumer.create(kafka, region);
    transport = consumer.transport({ topics: [topic] });
    await transport.start();
  });

  afterAll(async () => {
    await transport.close();
    await region.stop();
    await consumer.close();
    await kafka.cleanup();
  });

  const kinds: readonly [string, string, () => TestRecord][] = [
    ['a value above 64 KiB', 'oversize', () => resigned(Buffer.alloc(70_000, '1'))],
    ['headers above 64 KiB', 'oversize', () => withHeader('x', 'x'.repeat(66_000))],
    [
      'ten thousand headers',
      'oversize',
      () =>
        withHeader(
          'x',
          Array.from({ length: 10_000 }, () => 'y'),
        ),
    ],
    ['no CloudEvents headers', 'undecodable', () => ({ ...good(), headers: {} })],
    ['a header twice', 'undecodable', () => withHeader('ce_id', [randomUUID(), randomUUID()])],
    ['not JSON', 'undecodable', () => resigned(Buffer.from('{"a":'))],
    ['not UTF-8', 'undecodable', () => resigned(Buffer.from([0x22, 0xff, 0xfe, 0x22]))],
    ['no value on a topic without tombstones', 'undecodable', () => ({ ...good(), value: null })],
    ['a version of zero', 'undecodable', () => withHeader('ce_version', '0')],
    ['another key than the subject', 'wrong-key', () => ({ ...good(), key: randomUUID() })],
    [
      'another partition than the key’s',
      'wrong-partition',
      () => ({ ...good(), partition: (good().partition + 1) % 4 }),
    ],
    ['an unknown type', 'unknown-type', () => withHeader('ce_type', 'kerege.case.invented.v1')],
    ['a type of another topic', 'unknown-type', () => withHeader('ce_type', 'kerege.mention.published.v1')],
    ['an unknown field', 'schema', () => resigned(Buffer.from('{"name":"x"}'))],
    ['no signature', 'unsigned', () => withHeader('ce_signature', undefined)],
    ['a signature that is none', 'bad-signature', () => withHeader('ce_signature', 'a..b')],
    ['content that was changed', 'bad-signature', tampered],
    ['a key nobody declared', 'unknown-key', () => signedRecord(testMember('KZ', 'stranger'), kafka.prefix, { topic })],
    ['another country’s event', 'wrong-source', () => region.record('KG', { topic })],
    [
      'rules that were not declared',
      'unknown-rules',
      () => signedRecord({ ...region.member('KZ'), policyversion: 'other' }, kafka.prefix, { topic }),
    ],
  ];

  it.each(kinds)('with %s is refused as %s, and the good events around it are applied', async (_what, reason, make) => {
    const before = (await consumer.applied()).length;
    const refused = (await consumer.reasons()).length;
    const bad = make();
    const around = [good(), good()];
    await region.send(topic, around[0] ?? bad, { ...bad, partition: wrongPartition(bad, reason) }, around[1] ?? bad);
    await consumer.caughtUp(topic);
    expect((await consumer.applied()).length - before).toBe(2);
    expect(await consumer.status()).toMatchObject({ quarantined: { [reason]: expect.any(Number) as number } });
    expect(await consumer.reasons()).toHaveLength(refused + 1);
  });

  /** The subject differs between calls of `good`; only this kind wants a partition that is not its key's. */
  function wrongPartition(record: TestRecord, reason: string): number {
    const own = partitionOfKey(record.key);
    return reason === 'wrong-partition' ? (own + 1) % 4 : own;
  }

  function partitionOfKey(key: string): number {
    return signedRecord(region.member('KZ'), kafka.prefix, { topic, subject: key }).partition;
  }

  it('never leaves its content in the database', async () => {
    const secret = 'Zulfiya-Example-Name';
    await region.send(topic, resigned(Buffer.from(JSON.stringify({ name: secret }))));
    await consumer.caughtUp(topic);
    const rows: unknown[] = await consumer.dataSource.query('SELECT q::text FROM messaging.quarantine q');
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret).toString('hex'));
  });

  it('is told to operators without content, and to its sender once a minute', async () => {
    const rows: { topic: string; data: string }[] = await consumer.dataSource.query(
      'SELECT topic, data::text FROM messaging.outbox',
    );
    const notices = rows.filter((row) => row.topic === 'inbox.kz');
    const quarantined = rows.filter((row) => row.topic === 'quarantine');
    expect(quarantined).toHaveLength((await consumer.reasons()).length);
    expect(notices).toHaveLength(1);
  });

  describe('in a topic that keeps its senders’ compression', () => {
    const compressed = 'kg.case';
    let second: KeregeTransport;

    beforeAll(async () => {
      const name = kafka.prefix + compressed;
      const configEntries = [
        { name: 'compression.type', value: 'producer' },
        { name: 'message.timestamp.type', value: 'LogAppendTime' },
      ];
      await kafka.admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name, configEntries }] });
      second = consumer.transport({ topics: [compressed], service: 'aggregator', group: 'aggregator' });
      await transport.close();
      await second.start();
    });

    afterAll(() => second.close());

    const records = (count: number) => Array.from({ length: count }, () => region.record('KG', { topic: compressed }));

    it('is read when it is packed with gzip', async () => {
      const before = (await consumer.applied()).length;
      await sendPacked('GZIP', records(20));
      await consumer.caughtUp(compressed);
      expect((await consumer.applied()).length - before).toBe(20);
    });

    it('is skipped with its batch when the batch is a gzip bomb, and what follows is applied', async () => {
      const before = (await consumer.applied()).length;
      const [first] = records(1);
      const bomb = { ...first, value: Buffer.alloc(64 * MEGABYTE, 'x') } as TestRecord;
      expect(gzipSync(bomb.value ?? '').length).toBeLessThan(MEGABYTE);
      await sendPacked('GZIP', [bomb]);
      await region.send(compressed, ...records(3));
      await consumer.caughtUp(compressed);
      expect((await consumer.applied()).length - before).toBe(3);
      expect(await consumer.reasons()).toContain('codec');
    });

    it('is skipped with its batch when the codec is unknown here, and what follows is applied', async () => {
      const { default: kafkajs } = await import('kafkajs');
      kafkajs.CompressionCodecs[kafkajs.CompressionTypes.Snappy] = () => ({
        compress: ({ buffer }: { buffer: Buffer }) => Promise.resolve(snappyLiteral(buffer)),
        decompress: () => Promise.reject(new Error('not for readers')),
      });
      const before = await consumer.applied();
      const codecs = (await consumer.reasons()).filter((reason) => reason === 'codec').length;
      const key = { subject: records(1)[0]?.key ?? '' };
      const batch = [1, 2, 3].map(() => region.record('KG', { topic: compressed, ...key }));
      await sendPacked('Snappy', batch);
      await region.send(compressed, ...records(3));
      await consumer.caughtUp(compressed);
      expect((await consumer.applied()).length - before.length).toBe(3);
      // One row for the whole batch.
      expect((await consumer.reasons()).filter((reason) => reason === 'codec')).toHaveLength(codecs + 1);
    });

    /** A Snappy block of a single literal: valid for the broker, which unpacks every batch that it stores. */
    function snappyLiteral(data: Buffer): Buffer {
      const size = data.length;
      const length = [(size & 0x7f) | 0x80, ((size >> 7) & 0x7f) | 0x80, size >> 14];
      return Buffer.concat([Buffer.from([...length, 61 << 2, (size - 1) & 0xff, (size - 1) >> 8]), data]);
    }

    async function sendPacked(codec: 'GZIP' | 'Snappy', messages: TestRecord[]): Promise<void> {
      const { default: kafkajs } = await import('kafkajs');
      const producer = await region.producer('admin');
      const topic = kafka.prefix + compressed;
      await producer.send({ topic, acks: -1, compression: kafkajs.CompressionTypes[codec], messages });
    }
  });
});
