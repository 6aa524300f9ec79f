import kafkajs from 'kafkajs';
import pg from 'pg';
import { testDatabase, testKafka, type TestKafka } from '#testing';
import { silentKafka } from './kafka-ready.js';

describe('testKafka', () => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = await testKafka();
    await kafka.createTopics();
  });
  afterAll(() => kafka.cleanup());

  const clientOf = (principal: Parameters<TestKafka['connection']>[0]) => {
    const { brokers, username = '', password = '' } = kafka.connection(principal);
    return silentKafka(brokers, username, password);
  };
  const send = async (principal: Parameters<TestKafka['connection']>[0], topic: string) => {
    const producer = clientOf(principal).producer({
      allowAutoTopicCreation: false,
      idempotent: true,
      retry: { retries: 3 },
    });
    await producer.connect();
    try {
      return await producer.send({ topic: kafka.prefix + topic, messages: [{ key: 'k', value: 'v' }] });
    } finally {
      await producer.disconnect();
    }
  };

  test('a principal writes to its own topic', async () => {
    expect((await send('national-kz', 'kz.case'))[0]?.errorCode).toBe(0);
  });

  test('a principal is refused at another country’s topic', async () => {
    await expect(send('national-kz', 'kg.case')).rejects.toThrow(/not authorized|authorization/i);
  });

  test('applying the contract a second time changes nothing', async () => {
    expect(await kafka.createTopics()).toEqual({ createdTopics: [], createdAcls: 0, deletedAcls: 0 });
  });

  test('two calls never share a prefix', async () => {
    const other = await testKafka();
    expect(other.prefix).not.toBe(kafka.prefix);
    await other.cleanup();
  });

  test('a wrong password is refused', async () => {
    const admin = silentKafka(kafka.brokers, 'admin', 'wrong').admin();
    await expect(admin.connect()).rejects.toBeInstanceOf(kafkajs.KafkaJSSASLAuthenticationError);
  });
});

describe('testDatabase', () => {
  test('gives an empty database that its service role cannot change the schema of', async () => {
    const database = await testDatabase('probe');
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      await expect(client.query('create table public.x (i int)')).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
      await database.drop();
    }
  });
});
