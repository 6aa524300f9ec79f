import { PRINCIPALS } from '#contracts';
import { describeUser, testKafka, type TestKafka } from '#testing';
import { runCli } from '../run-cli.js';
import { commands } from './index.js';

let kafka: TestKafka;
beforeAll(async () => {
  kafka = await testKafka();
});
afterAll(() => kafka.cleanup());

test('every principal that the contract limits has its limits afterwards', async () => {
  const { username = '', password = '' } = kafka.connection('admin');
  const said: string[] = [];
  const env = { KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_USERNAME: username, KAFKA_PASSWORD: password };
  const context = { env, print: () => undefined, say: (line: string) => said.push(line) };
  expect(await runCli(commands, ['quotas', 'apply'], context)).toBe(0);
  const limited = PRINCIPALS.filter(({ quota }) => quota !== undefined);
  expect(said).toEqual(limited.map(({ name }) => `${name}: limits set`));
  const described = await describeUser({ brokers: kafka.brokers, username, password }, 'national-kz');
  const quota = limited.find(({ name }) => name === 'national-kz')?.quota;
  expect(described).toContain(`producer_byte_rate=${quota?.producerBytesPerSecond}.0`);
});

test('wrong usage is told', async () => {
  const context = { env: {}, print: () => undefined, say: () => undefined };
  expect(await runCli(commands, ['quotas'], context)).toBe(2);
});
