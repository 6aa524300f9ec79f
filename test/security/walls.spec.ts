import kafkajs from 'kafkajs';
import { COUNTRIES, CONSUMER_GROUPS, PRINCIPALS, SERVICES, TOPICS, serviceOf } from '#contracts';
import { describeUser, generateRecords, toCsv, type RecordRow } from '#testing';
import { DATABASES, ownerUrl, serviceUrl } from '../../apps/region/src/databases.js';
import { nationalName } from '../../apps/region/src/services.js';
import type { RunningRegion } from '../../apps/region/src/running-region.js';
import { startRegion, stopRegion, tokenOf } from './region-under-test.testing.js';
import { allowed, BrokerUser } from './walls/broker-user.testing.js';
import { addCallers, ORGANISATIONS, ROLES, type Callers } from './walls/callers.testing.js';
import {
  inDatabase,
  may,
  OWNER_FUNCTIONS,
  query,
  RELATION_RIGHTS,
  SHAPING_RIGHTS,
} from './walls/database-roles.testing.js';
import { OPEN, PERMITTED } from './walls/permitted-routes.testing.js';

const SERVICES_OVER_HTTP = Object.keys(PERMITTED) as (keyof typeof PERMITTED)[];

let region: RunningRegion;
const callers = new Map<string, Callers>();

beforeAll(async () => {
  region = await startRegion();
  const added = await Promise.all(SERVICES_OVER_HTTP.map((service) => addCallers(region, service)));
  for (const [i, service] of SERVICES_OVER_HTTP.entries()) callers.set(service, added[i] as Callers);
}, 240_000);

afterAll(() => stopRegion(region), 60_000);

const callersOf = (service: string) => callers.get(service) as Callers;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const pairs = ORGANISATIONS.flatMap((one) =>
  ORGANISATIONS.filter((other) => other !== one).map((other) => [one, other] as const),
);

describe('organisations of one country', () => {
  const { url, token } = {
    url: (path: string) => `${region.service('national-kz').url}${path}`,
    token: (organisation: (typeof ORGANISATIONS)[number]) => callersOf('national-kz').byOrganisation[organisation],
  };
  const records = new Map<string, RecordRow>();
  const recordOf = (organisation: string) => records.get(organisation) ?? {};
  const json = { 'content-type': 'application/json' };

  beforeAll(async () => {
    const rows = generateRecords(5, 20).KZ;
    for (const [i, organisation] of ORGANISATIONS.entries()) {
      const record = { ...rows[i], agency: organisation, record_id: `KZ-WALL000${i}` };
      records.set(organisation, record);
      const answer = await post(organisation, '/v1/files', toCsv([record]), 'text/csv');
      expect(answer).toContain('"registered"');
    }
  });

  async function post(organisation: (typeof ORGANISATIONS)[number], path: string, body: string, type: string) {
    const headers = { ...bearer(token(organisation)), 'content-type': type };
    return (await fetch(url(path), { method: 'POST', headers, body })).text();
  }

  async function get(organisation: (typeof ORGANISATIONS)[number], path: string) {
    const answer = await fetch(url(path), { headers: bearer(token(organisation)) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  test.each(pairs)('%s does not find the record of %s, nor tell it from one that is not there', async (one, other) => {
    const foreign = await get(one, `/v1/records/${recordOf(other)['record_id']}`);
    const absent = await get(one, '/v1/records/KZ-ABSENT00');
    const shape = ({ status, body }: typeof foreign) => ({ status, body: { ...body, instance: '' } });
    expect(foreign.status).toBe(404);
    expect(shape(foreign)).toEqual(shape(absent));
    expect((await get(one, `/v1/records/${recordOf(one)['record_id']}`)).body).toMatchObject({ organisation: one });
  });

  test.each(ORGANISATIONS)('the list of %s holds its own cases only', async (organisation) => {
    const { body } = await get(organisation, '/v1/cases');
    const listed = (body['cases'] as { recordId: string }[]).map(({ recordId }) => recordId);
    expect(listed).toEqual([recordOf(organisation)['record_id']]);
  });

  test.each(ORGANISATIONS)('the export of %s holds its own records only', async (organisation) => {
    const answer = await fetch(url('/v1/exports/htcds?identity=whole'), { headers: bearer(token(organisation)) });
    const text = await answer.text();
    const held = [...records.values()].map(({ record_id = '' }) => record_id).filter((id) => text.includes(id));
    expect([answer.status, held]).toEqual([200, [recordOf(organisation)['record_id']]]);
  });

  test.each(pairs)('%s hands in nothing for %s, by file, stream or one by one', async (one, other) => {
    const record: RecordRow = { ...recordOf(other), record_id: 'KZ-FOREIGN1', notes: 'changed' };
    const line = Object.fromEntries(
      ['record_id', 'registered_on', 'agency', 'notes'].map((name) => [name, record[name]]),
    );
    const answers = [
      await post(one, '/v1/records', JSON.stringify(line), json['content-type']),
      await post(one, '/v1/records/bulk', `${JSON.stringify(line)}\n`, 'application/x-ndjson'),
      await post(one, '/v1/files', toCsv([record]), 'text/csv'),
    ];
    for (const answer of answers) expect(answer).toContain('other-organisation');
    expect((await get(other, '/v1/records/KZ-FOREIGN1')).status).toBe(404);
  });

  test.each(pairs)(
    '%s neither overwrites the record of %s by its id nor learns that it is there',
    async (one, other) => {
      const id = recordOf(other)['record_id'] ?? '';
      const before = await get(other, `/v1/records/${id}`);
      const handIn = async (record_id: string) => {
        const record = { ...recordOf(other), record_id, agency: one, surname: 'Taken', notes: 'taken over' };
        const answer = await post(one, '/v1/files', toCsv([record]), 'text/csv');
        return answer.replaceAll(record_id, 'ID').replace(/"case_ref":"[^"]+"/, '"case_ref":"REF"');
      };
      const answer = await handIn(id);
      expect(answer).toContain('"registered"');
      expect(answer).toBe(await handIn(id.replace('WALL', `FREE${other.replaceAll('-', '')}`)));
      expect((await get(one, `/v1/records/${id}`)).body).toMatchObject({ organisation: one, recordId: id });
      expect(await get(other, `/v1/records/${id}`)).toEqual(before);
    },
  );

  test('a token counts at its own service only', async () => {
    const mine = await tokenOf(region, 'national-kz', 'operator');
    for (const service of region.services.values()) {
      const { status } = await fetch(`${service.url}/metrics`, { headers: bearer(mine) });
      expect([service.spec.name, status]).toEqual([service.spec.name, service.spec.name === 'national-kz' ? 200 : 401]);
    }
  });
});

describe('every route of every service', () => {
  async function routes(service: string): Promise<string[]> {
    const headers = bearer(callersOf(service).byRole.operator);
    const document = (await (await fetch(`${region.service(service).url}/openapi.json`, { headers })).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    return Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  async function statusOf(service: string, route: string, authorization?: string): Promise<number> {
    const [method = '', template = ''] = route.split(' ');
    const path = template.replace(/\{[^}]+\}/g, '00000000-0000-4000-8000-000000000000');
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await fetch(`${region.service(service).url}${path}`, { method, headers });
    await answer.body?.cancel();
    return answer.status;
  }

  test.each(SERVICES_OVER_HTTP)('of %s is in the table of permitted routes', async (service) => {
    const documented = (await routes(service)).filter((route) => !OPEN.includes(route));
    const table = Object.keys(PERMITTED[service]);
    expect(table).toEqual(expect.arrayContaining(documented));
    expect([...documented, 'GET /metrics']).toEqual(expect.arrayContaining(table));
  });

  test.each(SERVICES_OVER_HTTP)(
    'of %s answers 401 without a token, with an unknown one and with another scheme',
    async (service) => {
      const { operator } = callersOf(service).byRole;
      const beside = ['GET /openapi.json', 'GET /docs', 'GET /v1/no-such-route', 'POST /', 'OPTIONS /v1/progress'];
      for (const route of [...Object.keys(PERMITTED[service]), ...beside]) {
        expect([route, await statusOf(service, route)]).toEqual([route, 401]);
        expect([route, await statusOf(service, route, `Bearer ${'x'.repeat(43)}`)]).toEqual([route, 401]);
        expect([route, await statusOf(service, route, `Digest ${operator}`)]).toEqual([route, 401]);
      }
      for (const route of OPEN) expect([route, await statusOf(service, route)]).toEqual([route, 200]);
    },
  );

  test.each(SERVICES_OVER_HTTP)('of %s answers 403 to every role but those that it is for', async (service) => {
    for (const [route, permitted] of Object.entries(PERMITTED[service])) {
      for (const role of ROLES) {
        const status = await statusOf(service, route, `Bearer ${callersOf(service).byRole[role]}`);
        const passes = permitted.includes(role);
        expect([route, role, [401, 403].includes(status) ? status : 'passes']).toEqual([
          route,
          role,
          passes ? 'passes' : 403,
        ]);
      }
    }
  });
});

describe('databases', () => {
  const serviceRoles = () =>
    Promise.all([
      ...DATABASES.map(async (database) => ({
        database,
        role: database,
        url: await serviceUrl(region.region, database),
      })),
      (async () => {
        const url = await serviceUrl(region.region, 'kerege_aggregator', 'kerege_coordination');
        return { database: 'kerege_aggregator' as const, role: 'kerege_coordination', url };
      })(),
    ]);
  const owners = () =>
    Promise.all(
      DATABASES.map(async (database) => ({
        database,
        role: `${database}_owner`,
        url: await ownerUrl(region.region, database),
      })),
    );

  test('every role, of a service or an owner, connects to its own database and to no other', async () => {
    for (const { role, database, url } of [...(await serviceRoles()), ...(await owners())]) {
      for (const other of [...DATABASES, 'postgres', 'template1']) {
        expect([role, other, await may(inDatabase(url, other), 'SELECT 1')]).toEqual([role, other, other === database]);
      }
    }
  });

  test('no service can change the shape of its database, itself or through a function that runs as its owner', async () => {
    for (const { role, url } of await serviceRoles()) {
      expect([role, await query(url, SHAPING_RIGHTS)]).toEqual([role, []]);
      expect([role, await may(url, 'CREATE TABLE public.mine (a integer)')]).toEqual([role, false]);
      expect([role, await may(url, 'CREATE SCHEMA mine')]).toEqual([role, false]);
      const functions = await query<{ schema: string; settings: string | null }>(url, OWNER_FUNCTIONS);
      for (const each of functions) {
        // The figures of the read API: coordination counts over cases that it cannot read one by one.
        expect([role, each]).toEqual([role, expect.objectContaining({ schema: 'reporting' })]);
        expect(each.settings).toContain('search_path=');
      }
    }
  });

  test('coordination reads the schema reporting and nothing else', async () => {
    const url = await serviceUrl(region.region, 'kerege_aggregator', 'kerege_coordination');
    const rights = await query<{ schema: string; relation: string; right: string }>(url, RELATION_RIGHTS);
    expect(rights.length).toBeGreaterThan(0);
    expect(new Set(rights.map(({ schema, right }) => `${right} in ${schema}`))).toEqual(
      new Set(['SELECT in reporting']),
    );
    for (const table of ['messaging.inbox', 'messaging.outbox', 'messaging.quarantine']) {
      expect([table, await may(url, `SELECT * FROM ${table}`)]).toEqual([table, false]);
    }
  });
});

// Last: what is written here would be quarantined by running services.
describe('the broker', () => {
  const users = new Map<string, BrokerUser>();
  /** What each service turned out to be able to do, topic by topic. */
  const observed = new Map<string, string[]>();
  const user = (name: string) => users.get(name) as BrokerUser;
  const topics = TOPICS.map(({ name }) => name);
  const brokers = () => region.servers.brokers.split(',');
  const passwordOf = (name: string) => region.servers.kafka?.users[name] ?? '';
  /** What the table of topics gives a principal, in the words that are observed. */
  const expected = (service: string) =>
    TOPICS.map(({ name, writers, readers }) => {
      const writes = writers.some((source) => serviceOf(source) === service);
      return describeRights(
        name,
        writes,
        readers.some((reader) => reader === service),
      );
    });
  const describeRights = (topic: string, writes: boolean, reads: boolean) =>
    `${topic}: ${[...(writes ? ['writes'] : []), ...(reads ? ['reads'] : [])].join(' ') || 'nothing'}`;

  beforeAll(async () => {
    await Promise.all([...region.services.values()].map((service) => service.stop()));
    for (const name of ['admin', ...SERVICES]) {
      users.set(name, await BrokerUser.connect(name, passwordOf(name), brokers()));
    }
    for (const topic of topics) expect(await user('admin').writes(topic)).toBe(true);
    await Promise.all(SERVICES.map(async (name) => observed.set(name, await rightsOf(name))));
  }, 120_000);

  afterAll(() => Promise.all([...users.values()].map((each) => each.disconnect())));

  async function rightsOf(name: string): Promise<string[]> {
    const found: string[] = [];
    for (const topic of topics) {
      const writes = await user(name).writes(topic);
      const reads = (await user(name).sees(topic)) && (await user(name).reads(topic, `${name}.members`));
      found.push(describeRights(topic, writes, reads));
    }
    return found;
  }

  test.each(SERVICES)('lets %s write and read exactly what the table of topics gives it', (name) => {
    expect(observed.get(name)).toEqual(expected(name));
  });

  test('shows nobody a topic that is not theirs', async () => {
    for (const name of SERVICES) {
      const theirs = expected(name).flatMap((line) => (line.endsWith('nothing') ? [] : [line.split(':')[0]]));
      expect([name, (await user(name).admin.listTopics()).sort()]).toEqual([name, theirs.sort()]);
    }
  });

  test('lets nobody use the group of another', async () => {
    for (const name of SERVICES) {
      for (const group of CONSUMER_GROUPS) {
        const uses = await user(name).usesGroup(group.name);
        expect([name, group.name, uses]).toEqual([name, group.name, group.service === name]);
      }
      expect([name, await user(name).usesGroup('a-group-of-its-own')]).toEqual([name, false]);
    }
    expect(await user('admin').usesGroup('a-group-of-its-own')).toBe(true);
  }, 60_000);

  test('lets nobody create or delete topics, change settings or permissions, or begin transactions', async () => {
    const created = { topics: [{ topic: 'mine', numPartitions: 1, replicationFactor: 1 }] };
    const acl = {
      principal: 'User:linkage',
      host: '*',
      operation: kafkajs.AclOperationTypes.ALL,
      permissionType: kafkajs.AclPermissionTypes.ALLOW,
      resourceType: kafkajs.AclResourceTypes.TOPIC,
      resourceName: 'kz.binding',
      resourcePatternType: kafkajs.ResourcePatternTypes.LITERAL,
    };
    const type = kafkajs.ConfigResourceTypes.TOPIC;
    for (const name of SERVICES) {
      const { admin } = user(name);
      const own =
        expected(name)
          .find((line) => !line.endsWith('nothing'))
          ?.split(':')[0] ?? '';
      const configEntries = [{ name: 'retention.ms', value: '1' }];
      const attempts = {
        create: await allowed(() => admin.createTopics(created)),
        delete: await allowed(() => admin.deleteTopics({ topics: [own] })),
        configure: await allowed(() =>
          admin.alterConfigs({ validateOnly: false, resources: [{ type, name: own, configEntries }] }),
        ),
        permit: await allowed(() => admin.createAcls({ acl: [acl] })),
        transact: await user(name).beginsTransactions(),
      };
      const none = { create: false, delete: false, configure: false, permit: false, transact: false };
      expect([name, attempts]).toEqual([name, none]);
    }
    expect((await user('admin').admin.listTopics()).includes('mine')).toBe(false);
    expect(await user('admin').beginsTransactions()).toBe(true);
  }, 60_000);

  test('limits what each principal sends, reads and asks, from the start on', async () => {
    const { admin } = region.servers;
    const limited = PRINCIPALS.filter(({ quota }) => quota !== undefined);
    expect(limited.map(({ name }) => name)).toEqual(expect.arrayContaining(['national-kz', 'linkage', 'aggregator']));
    for (const { name, quota } of limited.filter(({ name }) => ['national-kz', 'aggregator'].includes(name))) {
      const said = await describeUser({ brokers: brokers(), ...admin }, name);
      // Java writes 16777216 as 1.6777216E7.
      const limit = (key: string) => Number(new RegExp(`${key}=([0-9.E]+)`).exec(said)?.[1]);
      expect({
        producerBytesPerSecond: limit('producer_byte_rate'),
        consumerBytesPerSecond: limit('consumer_byte_rate'),
        requestPercentage: limit('request_percentage'),
      }).toEqual(quota);
    }
  }, 60_000);

  test('lets nobody in with a wrong password, under an unknown name or without any', async () => {
    await expect(BrokerUser.connect('linkage', 'wrong', brokers())).rejects.toThrow();
    await expect(BrokerUser.connect('national-ru', passwordOf('linkage'), brokers())).rejects.toThrow();
    const anonymous = new kafkajs.Kafka({
      brokers: brokers(),
      logLevel: kafkajs.logLevel.NOTHING,
      retry: { retries: 0 },
    });
    await expect(anonymous.admin().listTopics()).rejects.toThrow();
  });

  test('keeps countries, linkage and aggregator apart, in words of its own', () => {
    const rights = (service: string) => observed.get(service) ?? [];
    for (const country of COUNTRIES) {
      const foreign = COUNTRIES.filter((other) => other !== country).map((other) => other.toLowerCase());
      const held = rights(nationalName(country)).filter((line) => !line.endsWith('nothing'));
      const reached = held.filter((line) => foreign.some((other) => line.split(/[.:]/).includes(other)));
      // Who takes referrals is told to the others; nobody else writes it.
      expect(reached.filter((line) => !line.includes('.directory:'))).toEqual([]);
      expect(reached.filter((line) => line.includes('write'))).toEqual([]);
    }
    const rightsOn = (service: string, kind: string) =>
      rights(service).filter((line) => line.includes(`.${kind}:`) && !line.endsWith('nothing'));
    expect([...rightsOn('linkage', 'binding'), ...rightsOn('linkage', 'case')]).toEqual([]);
    expect([...rightsOn('aggregator', 'mention'), ...rightsOn('aggregator', 'review')]).toEqual([]);
  });
});
