import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PRINCIPALS } from '#contracts';
import { argumentFile, BROKER_PRINCIPAL, brokerProperties, formatArguments } from '#testing';
import { AGENCY_USERS, agencyPassword } from './agencies/agency-brokers.js';
import { agencyKeys } from './agencies/provision-agencies.js';
import type { Home } from './home.js';
import { secret, writePrivate } from './keys.js';
import { sealingKeys, signingKeys } from './provision.js';
import type { Region } from './region.js';
import { serviceSpecs, SERVICE_COUNT } from './services.js';

/** Where containers reach each other; docker-compose.yml says the same. */
export const KAFKA_HOST = 'kafka';
/** The brokers of one country's agencies, in a container of their own. */
export const AGENCY_KAFKA_HOST = 'agency-kafka';
export const KAFKA_PORT = 9092;
const CONTROLLER_PORT = 9093;
const POSTGRES_HOST = 'postgres:5432';
/** Folders inside the broker's container. */
const BROKER_FILES = '/run/kerege/kafka';
const BROKER_DATA = '/var/lib/kafka/data';
const BROKER_JARS = '/opt/kafka/libs/*';

/** The region as its containers see it. */
export async function containerRegion(home: Home): Promise<Region> {
  const password = await secret(home, 'postgres', 'postgres.password');
  return {
    home,
    infrastructure: {
      databaseUrl: `postgres://postgres:${password}@${POSTGRES_HOST}/postgres`,
      brokers: `${KAFKA_HOST}:${KAFKA_PORT}`,
      topicPrefix: '',
      agencyBrokers: `${AGENCY_KAFKA_HOST}:${KAFKA_PORT}`,
    },
  };
}

/**
 * Writes every secret of a deployment in containers, once: keys and passwords (`keys/`), the brokers' configuration and users
 * (`kafka/`, `agency-kafka/`), and what only fits into the environment (`env/NAME.env`). Existing secrets stay.
 */
export async function writeDeploymentFiles(region: Region): Promise<void> {
  const ports = Array.from({ length: SERVICE_COUNT }, (_, index) => index);
  const specs = await serviceSpecs(region, ports);
  await signingKeys(region);
  await sealingKeys(region);
  await agencyKeys(region.home);
  await brokerFiles(region.home);
  await agencyBrokerFiles(region.home);
  for (const { name, environment } of specs) {
    await envFile(region.home, name, 'DATABASE_URL', environment['DATABASE_URL']);
  }
  await envFile(region.home, 'provision', 'DATABASE_URL', region.infrastructure.databaseUrl);
}

function envFile(home: Home, name: string, variable: string, value = ''): Promise<void> {
  return writePrivate(join(home.path, 'env', `${name}.env`), `${variable}=${value}\n`);
}

async function brokerFiles(home: Home): Promise<void> {
  const users: Record<string, string> = {};
  for (const name of [...PRINCIPALS.map((principal) => principal.name), BROKER_PRINCIPAL]) {
    users[name] = await secret(home, 'kafka', `${name}.password`);
  }
  await filesOfBroker(join(home.path, 'kafka'), KAFKA_HOST, users);
}

async function agencyBrokerFiles(home: Home): Promise<void> {
  const users: Record<string, string> = {};
  for (const name of [...AGENCY_USERS, BROKER_PRINCIPAL]) users[name] = await agencyPassword(home, name);
  await filesOfBroker(join(home.path, 'agency-kafka'), AGENCY_KAFKA_HOST, users);
}

/** The storage tool formats with these users; after that only the `scram` command changes them. */
async function filesOfBroker(
  folder: string,
  clientHost: string,
  users: Readonly<Record<string, string>>,
): Promise<void> {
  const brokerPassword = users[BROKER_PRINCIPAL] ?? '';
  const ports = { clientPort: KAFKA_PORT, controllerPort: CONTROLLER_PORT, clientHost };
  const properties = brokerProperties({ dataFolder: BROKER_DATA, brokerPassword, ...ports });
  await writePrivate(join(folder, 'server.properties'), properties);
  await writePrivate(join(folder, 'admin.properties'), clientProperties('admin', users['admin'] ?? ''));
  if (existsSync(join(folder, 'format.args'))) return;
  const clusterId = randomBytes(16).toString('base64url');
  const format = formatArguments(clusterId, `${BROKER_FILES}/server.properties`, users);
  const java = ['-cp', BROKER_JARS, 'kafka.tools.StorageTool', ...format];
  await writePrivate(join(folder, 'format.args'), argumentFile(java));
}

function clientProperties(username: string, password: string): string {
  const module = 'org.apache.kafka.common.security.scram.ScramLoginModule';
  return [
    'security.protocol=SASL_PLAINTEXT',
    'sasl.mechanism=SCRAM-SHA-512',
    `sasl.jaas.config=${module} required username="${username}" password="${password}";`,
    '',
  ].join('\n');
}
