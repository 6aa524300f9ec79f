import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COUNTRIES, PRINCIPALS, SERVICES } from '#contracts';
import { POSTGRES_SETTINGS } from '#testing';
import { AGENCY_USERS, SERVICE_USER } from '../../apps/region/src/agencies/agency-brokers.js';
import {
  AGENCY_KAFKA_HOST,
  containerRegion,
  KAFKA_HOST,
  KAFKA_PORT,
  writeDeploymentFiles,
} from '../../apps/region/src/deployment-files.js';
import { Home } from '../../apps/region/src/home.js';
import { CHECKOUT, composeFile, environmentOf, type ComposeFile } from './compose-file.testing.js';

/** Set by the image or by Node itself, not read by a configuration. */
const NOT_OURS = new Set(['NODE_ENV']);
/** Secrets that several services share, and with whom. */
const SHARED: Record<string, RegExp> = {
  'platform-keys': /^(national-..|linkage|aggregator)$/,
  'encoding-key': /^national-..$/,
  'postgres-password': /^postgres$/,
};

let folder: string;
let compose: ComposeFile;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerege-compose-'));
  const home = await Home.open(folder, { KEREGE_HOME: folder }, false);
  await writeDeploymentFiles(await containerRegion(home));
  compose = composeFile({ KEREGE_DEPLOYMENT: folder });
});
afterAll(() => rmSync(folder, { recursive: true }));

const APPS: [service: string, app: string][] = [
  ...COUNTRIES.map((country): [string, string] => [`national-${country.toLowerCase()}`, 'national']),
  ['linkage', 'linkage'],
  ['aggregator', 'aggregator'],
  ['coordination', 'coordination'],
];

function serviceOf(name: string) {
  const service = compose.services[name];
  if (!service) throw new Error(`docker-compose.yml has no service ${name}`);
  return service;
}

/** The application's own reader of its environment. */
async function readerOf(app: string): Promise<(env: Record<string, string | undefined>) => unknown> {
  const config = (await import(join(CHECKOUT, 'apps', app, 'src', 'config.ts'))) as Record<string, unknown>;
  const reader = config[`${app}Config`];
  if (typeof reader !== 'function') throw new Error(`apps/${app}/src/config.ts exports no ${app}Config`);
  return reader as (env: Record<string, string | undefined>) => unknown;
}

describe.each(APPS)('%s', (name, app) => {
  test('its configuration accepts what the container gives it, with the keys that the setup writes', async () => {
    const read = await readerOf(app);
    expect(() => read(environmentOf(compose, serviceOf(name)))).not.toThrow();
  });

  test('every variable that it is given is one that it reads', async () => {
    const asked = new Set<string>();
    const env = new Proxy(environmentOf(compose, serviceOf(name)), {
      get(target, key) {
        asked.add(String(key));
        return target[String(key)];
      },
    });
    (await readerOf(app))(env);
    expect(Object.keys(env).filter((variable) => !asked.has(variable) && !NOT_OURS.has(variable))).toEqual([]);
  });

  test('it runs the application of its name, ready when the application says so', () => {
    const { command, healthcheck } = serviceOf(name);
    expect(command).toEqual(['node', `dist/programs/${app}.js`]);
    expect(existsSync(join(CHECKOUT, 'apps', app, 'src', 'main.ts'))).toBe(true);
    expect(healthcheck?.test.at(-1)).toContain('/health/ready');
  });

  test('it is published on loopback only, at the port that it listens on', () => {
    const { ports = [], environment } = serviceOf(name);
    expect(ports).toHaveLength(1);
    expect(ports[0]).toMatch(new RegExp(`^127\\.0\\.0\\.1:\\d+:${environment['PORT']}$`));
  });

  test('it sees its own secrets only, and waits for provisioning', () => {
    const { secrets = [], depends_on } = serviceOf(name);
    expect(secrets.filter((secret) => !secret.startsWith(`${name}-`) && !SHARED[secret]?.test(name))).toEqual([]);
    expect(depends_on).toEqual({ provision: { condition: 'service_completed_successfully' } });
  });
});

test('every secret file of the deployment exists after the setup', () => {
  const missing = Object.values(compose.secrets).filter(({ file }) => !existsSync(file));
  expect(missing).toEqual([]);
});

test('the file itself holds no secret', () => {
  expect(compose.text).not.toMatch(/password\s*[:=]\s*["']?(?!\s|\/|\{)[^\s"'{/]{6,}/i);
});

test('each service of the contract that runs by itself signs in as itself, in its own country', () => {
  const users = APPS.flatMap(([name]) => {
    const { KAFKA_USERNAME, COUNTRY } = serviceOf(name).environment;
    if (COUNTRY !== undefined) expect(name).toBe(`national-${String(COUNTRY).toLowerCase()}`);
    return KAFKA_USERNAME === undefined ? [] : [KAFKA_USERNAME];
  });
  expect(users.sort()).toEqual(SERVICES.filter((name) => name !== 'operator' && name !== 'platform').sort());
});

test('published ports are all different', () => {
  const published = Object.values(compose.services).flatMap(({ ports = [] }) => ports);
  expect(new Set(published.map((port) => port.split(':')[1])).size).toBe(published.length);
});

describe('the broker', () => {
  const properties = () =>
    new Map(
      readFileSync(join(folder, 'kafka', 'server.properties'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );

  test('clients reach it at the address that the services are given, signed in; its controller listener authenticates', () => {
    const brokers = new Set(APPS.map(([name]) => serviceOf(name).environment['KAFKA_BROKERS']).filter(Boolean));
    expect([...brokers]).toEqual([`${KAFKA_HOST}:${KAFKA_PORT}`]);
    expect(properties().get('advertised.listeners')).toBe(`CLIENT://${KAFKA_HOST}:${KAFKA_PORT}`);
    const map = properties().get('listener.security.protocol.map');
    expect(map).toBe('CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT');
    expect(properties().get('super.users')).not.toContain('ANONYMOUS');
    expect(properties().get('allow.everyone.if.no.acl.found')).toBe('false');
  });

  test('it is formatted with a user for each principal of the contract', () => {
    const format = readFileSync(join(folder, 'kafka', 'format.args'), 'utf8');
    const users = [...format.matchAll(/\[name=([^,]+),/g)].map(([, name]) => name);
    expect(users.sort()).toEqual([...PRINCIPALS.map(({ name }) => name as string), 'broker'].sort());
  });

  test('its data lies in the volume, its configuration where the setup wrote it', () => {
    const { volumes = [], command } = serviceOf('kafka');
    const data = volumes.find((volume) => volume.startsWith('kafka-data:'))?.split(':')[1] ?? 'none';
    expect(properties().get('log.dirs')?.startsWith(`${data}/`)).toBe(true);
    expect(volumes).toContain(`${folder}/kafka:/run/kerege/kafka:ro`);
    expect(command?.join('')).toContain('/run/kerege/kafka/server.properties');
  });
});

describe('the broker of Kazakhstan’s agencies', () => {
  const file = (name: string) => readFileSync(join(folder, 'agency-kafka', name), 'utf8');

  test('the national service alone is told of it, signed in as itself, and it is none of the region’s', () => {
    const told = APPS.filter(([name]) => serviceOf(name).environment['AGENCY_KAFKA_BROKERS'] !== undefined);
    expect(told.map(([name]) => name)).toEqual([SERVICE_USER]);
    const { environment } = serviceOf(SERVICE_USER);
    expect(environment).toMatchObject({
      AGENCY_KAFKA_BROKERS: `${AGENCY_KAFKA_HOST}:${KAFKA_PORT}`,
      AGENCY_KAFKA_USERNAME: SERVICE_USER,
    });
    expect(environment['AGENCY_KAFKA_BROKERS']).not.toBe(environment['KAFKA_BROKERS']);
    expect(file('server.properties')).toContain(`advertised.listeners=CLIENT://${AGENCY_KAFKA_HOST}:${KAFKA_PORT}\n`);
    expect(file('server.properties')).toContain('allow.everyone.if.no.acl.found=false\n');
  });

  test('it is formatted with a user for the service and for each organisation, none of them with the region’s password', () => {
    const usersIn = (text: string) =>
      new Map([...text.matchAll(/\[name=([^,]+),password=([^\]]+)\]/g)].map(([, ...pair]) => pair as [string, string]));
    const users = usersIn(file('format.args'));
    expect([...users.keys()].sort()).toEqual([...AGENCY_USERS, 'broker'].sort());
    const regional = new Set(usersIn(readFileSync(join(folder, 'kafka', 'format.args'), 'utf8')).values());
    expect([...users.values()].filter((password) => regional.has(password))).toEqual([]);
  });

  test('it keeps its data in a volume of its own, and provisioning waits for it', () => {
    const { volumes = [] } = serviceOf(AGENCY_KAFKA_HOST);
    expect(volumes).toEqual([`${folder}/agency-kafka:/run/kerege/kafka:ro`, 'agency-kafka-data:/var/lib/kafka/data']);
    expect(Object.keys(compose.volumes)).toContain('agency-kafka-data');
    const { healthcheck, ports = [] } = serviceOf(AGENCY_KAFKA_HOST);
    expect(healthcheck?.test).toContain(`${AGENCY_KAFKA_HOST}:${KAFKA_PORT}`);
    expect(ports).toEqual([]);
    expect(serviceOf('provision').depends_on).toHaveProperty(AGENCY_KAFKA_HOST, { condition: 'service_healthy' });
  });
});

test('PostgreSQL 18 runs with the settings that keep statements out of its log', () => {
  const { image, command = [] } = serviceOf('postgres');
  expect(image).toBe('postgres:18');
  const given = command.filter((word) => word.includes('=')).map((word) => word.split('=') as [string, string]);
  const { listen_addresses: _loopback, unix_socket_directories: _none, ...settings } = POSTGRES_SETTINGS;
  expect(Object.fromEntries(given)).toEqual(settings);
});

test('the image is built on node 24, in stages, and runs as a user without rights', () => {
  const dockerfile = readFileSync(join(CHECKOUT, 'Dockerfile'), 'utf8');
  const stages = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, from]) => from);
  expect(stages.length).toBeGreaterThan(1);
  expect(stages.at(-1)).toMatch(/^node:24/);
  expect(dockerfile).toMatch(/^USER node$/m);
});
