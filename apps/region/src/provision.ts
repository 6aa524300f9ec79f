import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { COUNTRIES, SERVICES, type MemberData } from '#contracts';
import { currentPolicyVersion, LADDER_HASH } from '#domain';
import {
  applyQuotas,
  applyTopology,
  createKafka,
  MembersLogWriter,
  setScramUsers,
  type KafkaConnection,
} from '#messaging';
import { closeToPublic, provisionDatabase } from '#persistence';
import { publicJwk, sealingPublicKey, type SealingPublicKey, type SigningKey } from '#security';
import { provisionAgencies } from './agencies/provision-agencies.js';
import { DATABASES, ownerUrl, rolePassword, type DatabaseName } from './databases.js';
import type { RunningInfrastructure } from './infrastructure.js';
import { sealingKeyIn, signingKeyIn } from './key-files.js';
import { secret, writePrivate } from './keys.js';
import { Preparation } from './preparation.js';
import { program } from './programs.js';
import type { Region } from './region.js';
import { nationalName } from './services.js';
import { standingKeys } from './standing-keys.js';

const run = promisify(execFile);

/**
 * Everything that must exist before a service starts: databases with their schema, topics, ACLs, keys, the members log. Does
 * nothing where an earlier start of the same programs, servers and keys has done it.
 */
export async function provision(
  region: Region,
  servers: RunningInfrastructure,
  tell: (step: string) => void,
): Promise<void> {
  if (await (await Preparation.of(region, servers))?.isDone()) return;
  tell('preparing keys, databases, topics and access rights');
  await prepare(region, servers);
  await (await Preparation.of(region, servers))?.markDone();
}

async function prepare(region: Region, servers: RunningInfrastructure): Promise<void> {
  if (servers.postgres !== undefined) await closeOtherDatabases(region);
  const { agencyKafka } = servers;
  await Promise.all([
    databases(region),
    messaging(region, servers),
    agencyKafka && provisionAgencies(region.home, agencyKafka),
  ]);
}

async function databases(region: Region): Promise<void> {
  for (const database of DATABASES) {
    await provisionDatabase(region.infrastructure.databaseUrl, {
      database,
      ownerPassword: await rolePassword(region, `${database}_owner`),
      servicePassword: await rolePassword(region, database),
      ...(database === 'kerege_aggregator' ? { readers: [await coordinationReader(region)] } : {}),
    });
  }
  await Promise.all(DATABASES.map((database) => migrateDatabase(region, database)));
}

/** On a server of our own nobody but its administrator has any business in the databases that every server comes with. */
async function closeOtherDatabases(region: Region): Promise<void> {
  for (const database of ['postgres', 'template1']) await closeToPublic(region.infrastructure.databaseUrl, database);
}

async function coordinationReader(region: Region) {
  return {
    role: 'kerege_coordination',
    password: await rolePassword(region, 'kerege_coordination'),
    schemas: ['reporting'],
  };
}

/** Migrations run as the owner role in a process of their own, as they do in a deployment. */
async function migrateDatabase(region: Region, database: DatabaseName): Promise<void> {
  const app = database.startsWith('kerege_national') ? 'national' : database.replace('kerege_', '');
  const environment = { PATH: process.env['PATH'], DATABASE_OWNER_URL: await ownerUrl(region, database) };
  await run(process.execPath, [program(`${app}-migrate`)], { env: environment });
}

async function messaging(region: Region, servers: RunningInfrastructure): Promise<void> {
  const keys = await signingKeys(region);
  const sealing = await sealingKeys(region);
  const kafka = createKafka(connection(region, servers.admin));
  const admin = kafka.admin();
  await admin.connect();
  try {
    await applyTopology(admin, { prefix: region.infrastructure.topicPrefix });
  } finally {
    await admin.disconnect();
  }
  // A broker of our own was formatted with its users. Limits of an existing one are its operator's business (`kerege quotas apply`).
  if (servers.kafka !== undefined) await applyQuotas(kafka);
  else await setScramUsers(kafka, await serviceUsers(region, servers));
  await declareMembers(region, servers, keys, sealing);
}

/** Every service signs in as itself, with the password in its file. */
function serviceUsers({ home }: Region, { admin }: RunningInfrastructure) {
  const names = SERVICES.filter((name) => name !== admin.username);
  return Promise.all(names.map(async (name) => ({ name, password: await secret(home, 'kafka', `${name}.password`) })));
}

const SIGNERS = [...COUNTRIES.map(nationalName), 'linkage', 'aggregator', 'platform'] as const;

/** One Ed25519 key for each country and service, and the platform's, which the members log is signed with. */
export async function signingKeys(region: Region): Promise<Map<string, SigningKey>> {
  const keys = new Map<string, SigningKey>();
  for (const name of SIGNERS) keys.set(name, await signingKeyIn(region.home.key(name, 'signing.jwk'), name));
  const platform = publicJwk(keyOf(keys, 'platform'));
  await writePrivate(region.home.key('platform', 'public.jwks'), JSON.stringify({ keys: [platform] }));
  return keys;
}

/** Who is sealed to: countries by each other, the aggregator by the countries. */
const OPENERS = [...COUNTRIES.map(nationalName), 'aggregator'] as const;

/** One X25519 key for each member that others seal parts of events to. */
export async function sealingKeys(region: Region): Promise<Map<string, SealingPublicKey>> {
  const keys = new Map<string, SealingPublicKey>();
  for (const name of OPENERS) {
    keys.set(name, sealingPublicKey(await sealingKeyIn(region.home.key(name, 'sealing.jwk'), `${name}-sealing`)));
  }
  return keys;
}

function keyOf(keys: ReadonlyMap<string, SigningKey>, name: string): SigningKey {
  const key = keys.get(name);
  if (!key) throw new Error(`${name} has no signing key`);
  return key;
}

async function declareMembers(
  region: Region,
  servers: RunningInfrastructure,
  keys: ReadonlyMap<string, SigningKey>,
  sealing: ReadonlyMap<string, SealingPublicKey>,
) {
  const platform = servers.kafka
    ? {
        username: 'platform',
        password: servers.kafka.users['platform'] ?? (await secret(region.home, 'kafka', 'platform.password')),
      }
    : servers.admin;
  const writer = await MembersLogWriter.open(connection(region, platform), keyOf(keys, 'platform'));
  const signerOf = (name: string) => {
    const { kid, x } = publicJwk(keyOf(keys, name));
    const sealed = sealing.get(name);
    return { keys: [{ kid, x }], ...(sealed === undefined ? {} : { sealingkeys: [sealed] }) };
  };
  const declare = (about: Omit<MemberData, 'keys'>, name: string) =>
    writer.declare({ ...about, ...standingKeys(writer.current(about.code), signerOf(name)) });
  for (const country of COUNTRIES) await declare(member(country), nationalName(country));
  for (const name of ['aggregator', 'linkage']) await declare(service(name), name);
}

function member(country: string): Omit<MemberData, 'keys'> {
  const policy = {
    version: currentPolicyVersion(country),
    effectivefrom: '2026-01-01',
    anonymizationprofile: LADDER_HASH,
  };
  const national = { KZ: 'kk', KG: 'ky', TJ: 'tg', UZ: 'uz' }[country] as 'kk' | 'ky' | 'tg' | 'uz';
  return {
    code: country,
    role: 'MEMBER',
    languages: [national, 'ru'],
    capabilities: ['CASES', 'MATCHING', 'REFERRALS', 'FIGURES'],
    policies: [policy],
  };
}

function service(name: string): Omit<MemberData, 'keys'> {
  return { code: name.toUpperCase(), role: 'SERVICE', languages: ['en'], capabilities: [], policies: [] };
}

export function connection(region: Region, user: { username: string; password: string }): KafkaConnection {
  const { brokers, topicPrefix } = region.infrastructure;
  return { brokers: brokers.split(','), topicPrefix, clientId: 'kerege-region', ...user };
}
