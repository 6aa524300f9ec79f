import fc from 'fast-check';
import kafkajs from 'kafkajs';
import { partitionFor } from './partition.js';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);

test('a key’s partition is the one that KafkaJS, and with it every Kafka client, chooses', () => {
  const choose = kafkajs.Partitioners.DefaultPartitioner();
  const metadata = (partitions: number) =>
    Array.from({ length: partitions }, (_, partitionId) => ({
      partitionId,
      leader: 0,
      partitionErrorCode: 0,
      replicas: [],
      isr: [],
    }));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 64 }), (key, partitions) => {
      const message = { key: Buffer.from(key), value: null };
      const expected = choose({ topic: 't', partitionMetadata: metadata(partitions), message });
      expect(partitionFor(key, partitions)).toBe(expected);
    }),
    { seed: SEED, numRuns: 2_000, examples: [[new Uint8Array(), 4]] },
  );
});

test('text is taken as UTF-8', () => {
  expect(partitionFor('ш', 64)).toBe(partitionFor(Buffer.from('ш', 'utf8'), 64));
});

// Values of Apache Kafka's own test of Utils.murmur2.
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
])('murmur2 of %s is Kafka’s', (text, hash) => {
  expect(partitionFor(text, 2 ** 31 - 1)).toBe((hash & 0x7fffffff) % (2 ** 31 - 1));
});
