import { describeUser, testKafka, type TestKafka } from '#testing';
import { setClientQuotas } from './client-quotas.js';
import { createKafka } from './kafka-connection.js';

let kafka: TestKafka;
beforeAll(async () => {
  kafka = await testKafka();
});
afterAll(() => kafka.cleanup());

const described = (name: string) => {
  const { brokers, username = '', password = '' } = kafka.connection('admin');
  return describeUser({ brokers, username, password }, name);
};

test('Kafka’s own tool reads the limits that were set, of each user its own, and new ones replace them', async () => {
  const client = createKafka(kafka.connection('admin'));
  const [one, other] = [`${kafka.prefix.slice(0, -1)}-one`, `${kafka.prefix.slice(0, -1)}-other`];
  const quota = { producerBytesPerSecond: 1_000_000, consumerBytesPerSecond: 2_000_000, requestPercentage: 12.5 };
  await setClientQuotas(client, [
    { name: one, quota },
    { name: other, quota: { ...quota, requestPercentage: 99 } },
  ]);
  await setClientQuotas(client, [{ name: other, quota: { ...quota, requestPercentage: 77 } }]);
  const said = await described(one);
  expect(said).toContain('producer_byte_rate=1000000.0');
  expect(said).toContain('consumer_byte_rate=2000000.0');
  expect(said).toContain('request_percentage=12.5');
  expect(await described(other)).toContain('request_percentage=77.0');
});

test('a limit that the broker refuses is an error', async () => {
  const quota = { producerBytesPerSecond: -1, consumerBytesPerSecond: 1, requestPercentage: 1 };
  await expect(setClientQuotas(createKafka(kafka.connection('admin')), [{ name: 'x', quota }])).rejects.toThrow(
    'quota',
  );
});
