import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPassword, startKafka, type KafkaServer } from '#testing';
import { agencies } from './agencies.js';

let home: string;
let kafka: KafkaServer;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kerege-agencies-command-'));
  const users = Object.fromEntries(
    ['admin', 'national-kz', 'KZ-NGO-01', 'KZ-MVD-01'].map((name) => [name, newPassword()]),
  );
  kafka = await startKafka({ home, users });
  await writeFile(join(home, 'password'), kafka.users['admin'] ?? '', { mode: 0o600 });
}, 120_000);

afterAll(async () => {
  await kafka.stop();
  await rm(home, { recursive: true, force: true });
});

async function apply(connected: unknown, ...more: string[]) {
  const file = join(home, 'connected.json');
  await writeFile(file, JSON.stringify(connected));
  const said: string[] = [];
  const env = { KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_PASSWORD_FILE: join(home, 'password') };
  const context = { env, print: (line: string) => void said.push(line), say: () => undefined };
  await agencies.run(['apply', '--country', 'KZ', '--file', file, ...more], context);
  return JSON.parse(said[0] ?? '') as { createdTopics: string[]; createdAcls: number; deletedAcls: number };
}

test('topics and permissions follow from the file; repeated nothing happens; who is taken out may no longer write', async () => {
  const both = [{ organisation: 'KZ-NGO-01' }, { organisation: 'KZ-MVD-01' }];
  const first = await apply(both);
  const topics = ['agency.case-records', 'agency.KZ-NGO-01.notifications', 'agency.KZ-MVD-01.notifications'];
  expect(first.createdTopics.sort()).toEqual(topics.sort());
  expect(await apply(both)).toEqual({ createdTopics: [], createdAcls: 0, deletedAcls: 0 });
  const { createdAcls, deletedAcls } = await apply(both.slice(0, 1));
  expect([createdAcls, deletedAcls]).toEqual([0, 2]);
}, 60_000);

test.each([
  [[{ organisation: 'UZ-NGO-01' }], 'entry 0'],
  [[{ organisation: 'KZ-NGO-01' }, {}], 'entry 1'],
  [{ organisation: 'KZ-NGO-01' }, 'not a JSON array'],
])('a file that connects nobody of the country is refused before anything changes: %j', async (connected, message) => {
  await expect(apply(connected)).rejects.toThrow(message);
});
