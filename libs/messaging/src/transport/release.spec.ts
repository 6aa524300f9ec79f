import { TestConsumer, testKafka, testMember, signedRecord, TestRegion, type TestKafka } from '#testing';
import type { Position } from '../accepted-event.js';
import type { KeregeTransport } from './kerege-transport.js';

const topic = 'kz.case';

describe('release from quarantine', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  let transport: KeregeTransport;
  let broken = true;

  beforeAll(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
    consumer = await TestConsumer.create(kafka, region);
    const handler = () => (broken ? Promise.reject(new Error('not yet')) : Promise.resolve());
    transport = consumer.transport({ topics: [topic], handler });
    await transport.start();
  });

  afterAll(async () => {
    await transport.close();
    await region.stop();
    await consumer.close();
    await kafka.cleanup();
  });

  const quarantined = async (): Promise<Position[]> => {
    const rows: { partition: number; offset: string }[] = await consumer.dataSource.query(
      `SELECT s.partition, q.record_offset AS "offset" FROM messaging.quarantine q JOIN messaging.stream s ON s.id = q.stream
        WHERE q.released_at IS NULL ORDER BY 1, 2`,
    );
    return rows.map(({ partition, offset }) => ({ topic, partition, offset: BigInt(offset) }));
  };
  const first = async (): Promise<Position> => (await quarantined())[0] ?? { topic, partition: 0, offset: -1n };

  it('keeps a record that is still refused', async () => {
    await region.send(topic, region.record('KZ', { topic }));
    await consumer.caughtUp(topic);
    expect(await transport.releaseQuarantined(await first())).toBe('refused');
    expect(await consumer.reasons()).toEqual(['not-applicable']);
  });

  it('applies a record, and what waited behind it, after the fix', async () => {
    const [position] = await quarantined();
    const rows: { subject: string }[] = await consumer.dataSource.query('SELECT subject FROM messaging.parked');
    expect(rows).toEqual([]);
    broken = false;
    expect(await transport.releaseQuarantined(position ?? (await first()))).toBe('applied');
    expect(await consumer.applied()).toHaveLength(1);
    expect(await consumer.reasons()).toEqual([]);
  });

  it('knows a record that is not in quarantine', async () => {
    expect(await transport.releaseQuarantined({ topic, partition: 0, offset: 4711n })).toBe('not-quarantined');
  });

  it('does not forgive a signature that is still wrong', async () => {
    await region.send(topic, signedRecord(testMember('KZ', 'kz-unknown'), kafka.prefix, { topic }));
    await consumer.caughtUp(topic);
    expect(await transport.releaseQuarantined(await first())).toBe('refused');
    expect(await consumer.reasons()).toEqual(['unknown-key']);
  });
});
