import request from 'supertest';
import { createHttpApp, type HttpApp } from '#http';
import { createLogger, nestLogger } from '#observability';
import { BearerTokens, issueToken } from '#security';
import { eventually, TestConsumer, testKafka, TestRegion, type TestKafka } from '#testing';
import type { KeregeTransport } from '../../transport/kerege-transport.js';
import type { QuarantinedRecord } from './list-quarantined.js';
import { QuarantineModule } from './quarantine.module.js';

const topic = 'kz.case';

describe('an operator and what was refused', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  let transport: KeregeTransport;
  let http: HttpApp;
  let mended = false;
  const operator = issueToken({ name: 'operator', role: 'operator' });
  const coordinator = issueToken({ name: 'coordinator', role: 'coordinator' });

  beforeAll(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
    consumer = await TestConsumer.create(kafka, region);
    const handler = () => (mended ? Promise.resolve() : Promise.reject(new Error('not yet')));
    transport = consumer.transport({ topics: [topic], handler });
    await transport.start();
    const log = createLogger({ service: 'spec', level: 'silent' });
    const callers = new BearerTokens([operator.entry, coordinator.entry]);
    const module = QuarantineModule.of(consumer.dataSource, transport);
    http = await createHttpApp(module, {
      title: 'spec',
      version: '1',
      description: '',
      callers,
      log,
      logger: nestLogger(log),
    });
    await http.listen();
  });

  afterAll(async () => {
    await http.close();
    await transport.close();
    await region.stop();
    await consumer.close();
    await kafka.cleanup();
  });

  const api = () => request(http.app.getHttpServer());
  const asOperator = (test: request.Test) => test.set('authorization', `Bearer ${operator.token}`);
  const list = async () => (await asOperator(api().get('/v1/quarantine'))).body as QuarantinedRecord[];

  it('sees where a refused record lies and why, releases it after the fix, and it is applied', async () => {
    const record = region.record('KZ', { topic });
    await region.send(topic, record);
    await eventually(async () => (await list()).length === 1, { timeoutMs: 20_000, what: 'the record to be refused' });
    const [refused] = await list();
    expect(refused).toEqual({
      ...{ topic, partition: record.partition, offset: '0', reason: 'not-applicable', sender: 'KZ' },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    const { partition, offset } = refused ?? {};
    const release = () => asOperator(api().post('/v1/quarantine/release')).send({ topic, partition, offset });

    expect((await release()).body).toEqual({ outcome: 'refused' });
    mended = true;
    expect((await release()).body).toEqual({ outcome: 'applied' });
    expect(await list()).toEqual([]);
    expect((await release()).body).toEqual({ outcome: 'not-quarantined' });
  });

  it.each([
    {},
    { topic: 'other', partition: 0, offset: '0' },
    { topic, partition: -0.5, offset: '0' },
    { topic, partition: 0, offset: '-1' },
  ])('no position: %j is refused', async (body) => {
    expect((await asOperator(api().post('/v1/quarantine/release')).send(body)).body).toMatchObject({
      code: 'bad-position',
    });
  });

  it('is nobody’s but an operator’s', async () => {
    expect((await api().get('/v1/quarantine')).status).toBe(401);
    const refused = await api().get('/v1/quarantine').set('authorization', `Bearer ${coordinator.token}`);
    expect(refused.status).toBe(403);
  });
});
