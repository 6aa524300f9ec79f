import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { DeliveryProblem, type DeliveryProblemData } from '#contracts';
import { createDataSource, migrate } from '#persistence';
import { issueToken, publicJwk, saveSigningKey } from '#security';
import { eventually, testDatabase, testKafka, TestRegion, type TestDatabase, type TestKafka } from '#testing';
import { nationalConfig, type NationalConfig } from './config.js';
import { nationalMigrations } from './migrations/index.js';
import { startNational, type RunningNational } from './national-service.js';
import { someRecord } from './national.testing.js';

const registrar = issueToken({ name: 'registrar', role: 'registrar' });
const operator = issueToken({ name: 'operator', role: 'operator' });

/** Events that were sent 89 to 93 days ago; their subjects say so. */
const SENT_LONG_AGO = `
  INSERT INTO messaging.outbox (lease, topic, subject, version, id, type, time, urgent, not_before, sent_at)
  SELECT 0, topic, days::text, 1, gen_random_uuid(), 'old', '', false, now(), now() - days * interval '1 day'
    FROM (VALUES ('kz.binding', 89), ('kz.binding', 91), ('kz.case', 92), ('kz.mention', 93)) AS sent (topic, days)`;

describe('the national service on Kafka and PostgreSQL', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let database: TestDatabase;
  let dataSource: DataSource;
  let folder: string;
  let config: NationalConfig;
  let service: RunningNational;

  beforeAll(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka, ['KZ', 'AGGREGATOR']);
    database = await testDatabase('national');
    await migrate({ ...database, migrations: nationalMigrations });
    dataSource = await createDataSource({ url: database.url, poolSize: 2, applicationName: 'spec' }).initialize();
    await dataSource.query(SENT_LONG_AGO);
    folder = await mkdtemp(join(tmpdir(), 'kerege-service-'));
    config = await configIn();
    service = await startNational(config, new AbortController().signal);
  });
  afterAll(async () => {
    await service.stop();
    await dataSource.destroy();
    await region.stop();
    await database.drop();
    await kafka.cleanup();
    await rm(folder, { recursive: true });
  });

  async function configIn(): Promise<NationalConfig> {
    const file = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    await saveSigningKey(join(folder, 'signing.jwk'), region.member('KZ').key);
    const { brokers, topicPrefix, username = '', password = '' } = kafka.connection('national-kz');
    return nationalConfig({
      ...{ COUNTRY: 'KZ', PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: database.url, PUBLISH_EVERY_SECONDS: '0' },
      ...{ KAFKA_BROKERS: brokers.join(), KAFKA_TOPIC_PREFIX: topicPrefix, KAFKA_USERNAME: username },
      KAFKA_PASSWORD_FILE: await file('password', password),
      SIGNING_KEY_FILE: join(folder, 'signing.jwk'),
      PLATFORM_KEYS_FILE: await file('platform.jwks', JSON.stringify({ keys: [publicJwk(region.platformKey)] })),
      TOKENS_FILE: await file('tokens.json', JSON.stringify([registrar.entry, operator.entry])),
      KEY_STORE_DIR: join(folder, 'store'),
      KEY_STORE_MASTER_KEY_FILE: await file('master.key', randomBytes(32).toString('base64url')),
      ENCODING_KEY_FILE: await file('encoding.key', randomBytes(32).toString('base64url')),
    });
  }

  const call = (path: string, body?: object) =>
    fetch(`${service.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${(body ? registrar : operator).token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const enter = async () => ((await (await call('/v1/records', someRecord())).json()) as { case_ref: string }).case_ref;
  const sentAt = async (subject: string) => {
    const sql = 'SELECT sent_at AS at FROM messaging.outbox WHERE subject = $1';
    return (await dataSource.query<{ at: Date | null }[]>(sql, [subject]))[0]?.at?.getTime();
  };

  it('becomes ready and publishes what it takes in', async () => {
    await eventually(async () => (await fetch(`${service.url}/health/ready`)).status === 200, { what: 'readiness' });
    const ref = await enter();
    await eventually(async () => (await sentAt(ref)) !== undefined, { what: 'the case to leave' });
    const progress = (await (await call('/v1/progress')).json()) as {
      published: number;
      records: { registered: number };
    };
    expect(progress).toMatchObject({ records: { registered: 1 } });
    expect(progress.published).toBeGreaterThan(0);
  });

  it('forgets what it sent more than 90 days ago, but for what tells of a case', async () => {
    await eventually(async () => (await sentAt('91')) === undefined, { what: 'the oldest event to be forgotten' });
    for (const kept of ['89', '92', '93']) expect(await sentAt(kept)).toBeDefined();
  });

  it('sends a subject again when a reader says that a version is missing, and keeps every report', async () => {
    const ref = await enter();
    await eventually(async () => (await sentAt(ref)) !== undefined, { what: 'the case to leave' });
    const first = await sentAt(ref);
    const position = { topic: 'kz.case', partition: 0, offset: '7' };
    const report = (data: DeliveryProblemData) =>
      region.record('AGGREGATOR', {
        topic: 'inbox.kz',
        type: DeliveryProblem.type,
        subject: randomUUID(),
        version: 1,
        data,
      });
    await region.send(
      'inbox.kz',
      report({ kind: 'PARKED', reason: 'version-gap', position, subject: ref, missing: 1 }),
      report({ kind: 'QUARANTINED', reason: 'schema', position: { ...position, offset: '8' } }),
    );
    const problems = async () =>
      ((await (await call('/v1/delivery-problems')).json()) as { problems: object[] }).problems;
    await eventually(async () => (await problems()).length === 2, { what: 'both reports' });
    expect(await problems()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...position,
          reporter: 'AGGREGATOR',
          kind: 'PARKED',
          subject: ref,
          missing: 1,
          resent: true,
        }),
        expect.objectContaining({ offset: '8', kind: 'QUARANTINED', reason: 'schema', resent: false }),
      ]),
    );
    await eventually(async () => ((await sentAt(ref)) ?? 0) > (first ?? 0), { what: 'the case to leave again' });
  });

  it('takes nothing in while its key store is away, and says so', async () => {
    await rm(join(folder, 'store', 'master.seal'));
    const refused = await call('/v1/records', someRecord());
    expect([refused.status, await refused.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'key-store-missing' }),
    ]);
    const health = (await (await fetch(`${service.url}/health/ready`)).json()) as { checks: object[] };
    expect(health.checks).toContainEqual({ name: 'key-store', ok: false, reason: 'key-store-missing' });
  });

  it('says that it failed for good when its inbox turns out to be another topic', async () => {
    // The offset looks taken, so the group is joined again and the stored rows are compared anew.
    await dataSource.query(
      "UPDATE messaging.stream SET topic_id = 'other', next_offset = next_offset + 1 WHERE topic = 'inbox.kz'",
    );
    const position = { topic: 'kz.case', partition: 0, offset: '9' };
    const data = { kind: 'QUARANTINED', reason: 'schema', position };
    const record = { topic: 'inbox.kz', type: DeliveryProblem.type, subject: randomUUID(), version: 1, data };
    await region.send('inbox.kz', region.record('AGGREGATOR', record));
    expect(await service.failed).toMatchObject({ code: 'other-topic' });
  });

  it('does not start with a key store that is not its own', async () => {
    const other = { ...config, keyStoreDir: join(folder, 'other') };
    await expect(startNational(other, new AbortController().signal)).rejects.toMatchObject({
      code: 'key-store-missing',
    });
  });

  it('names every wrong variable of its environment', () => {
    const problems = (() => {
      try {
        nationalConfig({ COUNTRY: 'XX', PORT: 'http' });
        return [];
      } catch (error) {
        return (error as { problems: { variable: string }[] }).problems.map((problem) => problem.variable);
      }
    })();
    expect(problems).toEqual(
      expect.arrayContaining(['COUNTRY', 'PORT', 'KEY_STORE_DIR', 'ENCODING_KEY_FILE', 'TOKENS_FILE']),
    );
  });
});
