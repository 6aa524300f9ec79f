import { join } from 'node:path';
import { COUNTRIES, type CountryCode } from '#contracts';
import { agencyPassword, SERVICE_USER } from './agencies/agency-brokers.js';
import { AGENCY_COUNTRY, ORGANISATIONS } from './agencies/organisations.js';
import { connectedFile, intakeKeyFile } from './agencies/provision-agencies.js';
import { program } from './programs.js';
import { serviceUrl, type DatabaseName } from './databases.js';
import type { Region } from './region.js';
import { secret, tokensFile, type CallerEntry } from './keys.js';
import type { ServiceSpec } from './service-process.js';

/** Callers of a national service that the start makes tokens for. Agencies of other organisations are added by file. */
const NATIONAL_CALLERS: readonly CallerEntry[] = [
  { name: 'registrar', role: 'registrar' },
  { name: 'figures', role: 'figures' },
  { name: 'operator', role: 'operator' },
];

const OPERATORS: readonly CallerEntry[] = [{ name: 'operator', role: 'operator' }];
const COORDINATION_CALLERS: readonly CallerEntry[] = [...OPERATORS, { name: 'coordinator', role: 'coordinator' }];

export const nationalName = (country: CountryCode) => `national-${country.toLowerCase()}`;

/** The processes of the region with their environment. `ports` holds one free port for each. */
export async function serviceSpecs(region: Region, ports: readonly number[]): Promise<ServiceSpec[]> {
  const free = [...ports];
  const port = () => String(free.shift());
  const nationals = await Promise.all(COUNTRIES.map((country) => national(region, country, port())));
  return [
    ...nationals,
    await regional(region, 'linkage', 'kerege_linkage', port()),
    await aggregator(region, port()),
    await coordination(region, port()),
  ];
}

export const SERVICE_COUNT = COUNTRIES.length + 3;

async function national(region: Region, country: CountryCode, port: string): Promise<ServiceSpec> {
  const { home } = region;
  const name = nationalName(country);
  await secret(home, name, 'master.key');
  await secret(home, 'national', 'encoding.key');
  return {
    name,
    entry: program('national'),
    logFile: join(home.logs, `${name}.log`),
    environment: {
      ...(await onKafka(region, name)),
      ...common(port),
      COUNTRY: country,
      DATABASE_URL: await serviceUrl(region, `kerege_national_${country.toLowerCase()}` as DatabaseName),
      TOKENS_FILE: await tokensFile(home, name, [...NATIONAL_CALLERS, ...agencyCallers(region, country)]),
      ...(await onAgencyBrokers(region, country)),
      KEY_STORE_DIR: home.key(name, 'store'),
      KEY_STORE_MASTER_KEY_FILE: home.key(name, 'master.key'),
      ENCODING_KEY_FILE: home.key('national', 'encoding.key'),
      SEALING_KEY_FILES: home.key(name, 'sealing.jwk'),
      PUBLISH_EVERY_SECONDS: process.env['PUBLISH_EVERY_SECONDS'] ?? '0',
      FAKE_PERCENT: process.env['FAKE_PERCENT'] ?? '25',
    },
  };
}

/** Organisations that are connected over brokers may ask over HTTP as well. */
function agencyCallers({ infrastructure }: Region, country: CountryCode): CallerEntry[] {
  if (infrastructure.agencyBrokers === undefined || country !== AGENCY_COUNTRY) return [];
  return ORGANISATIONS.map((one) => ({ name: one.organisation, role: 'agency', ...one }));
}

async function onAgencyBrokers(
  { home, infrastructure }: Region,
  country: CountryCode,
): Promise<Record<string, string>> {
  if (infrastructure.agencyBrokers === undefined || country !== AGENCY_COUNTRY) return {};
  await agencyPassword(home, SERVICE_USER);
  return {
    AGENCY_KAFKA_BROKERS: infrastructure.agencyBrokers,
    AGENCY_KAFKA_USERNAME: SERVICE_USER,
    AGENCY_KAFKA_PASSWORD_FILE: home.key('agencies', SERVICE_USER, 'kafka.password'),
    AGENCIES_FILE: connectedFile(home),
    AGENCY_INTAKE_KEY_FILES: intakeKeyFile(home),
  };
}

async function regional(region: Region, name: 'linkage' | 'aggregator', database: DatabaseName, port: string) {
  const { ENCODING_EPOCHS = '1', ENCODING_EPOCHS_REVOKED = '' } = process.env;
  const epochs = name === 'linkage' ? { ENCODING_EPOCHS, ENCODING_EPOCHS_REVOKED } : {};
  return {
    name,
    entry: program(name),
    logFile: join(region.home.logs, `${name}.log`),
    environment: {
      ...(await onKafka(region, name)),
      ...common(port),
      ...epochs,
      DATABASE_URL: await serviceUrl(region, database),
      TOKENS_FILE: await tokensFile(region.home, name, OPERATORS),
    },
  };
}

/** The sequencer of referrals opens what countries seal to it. */
async function aggregator(region: Region, port: string): Promise<ServiceSpec> {
  const spec = await regional(region, 'aggregator', 'kerege_aggregator', port);
  return {
    ...spec,
    environment: { ...spec.environment, SEALING_KEY_FILES: region.home.key('aggregator', 'sealing.jwk') },
  };
}

async function coordination(region: Region, port: string): Promise<ServiceSpec> {
  return {
    name: 'coordination',
    entry: program('coordination'),
    logFile: join(region.home.logs, 'coordination.log'),
    environment: {
      ...common(port),
      DATABASE_URL: await serviceUrl(region, 'kerege_aggregator', 'kerege_coordination'),
      TOKENS_FILE: await tokensFile(region.home, 'coordination', COORDINATION_CALLERS),
    },
  };
}

function common(port: string): Record<string, string> {
  return { HOST: '127.0.0.1', PORT: port, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info', NODE_ENV: 'production' };
}

async function onKafka({ home, infrastructure }: Region, principal: string): Promise<Record<string, string>> {
  await secret(home, 'kafka', `${principal}.password`);
  return {
    KAFKA_BROKERS: infrastructure.brokers,
    KAFKA_TOPIC_PREFIX: infrastructure.topicPrefix,
    KAFKA_USERNAME: principal,
    KAFKA_PASSWORD_FILE: home.key('kafka', `${principal}.password`),
    SIGNING_KEY_FILE: home.key(principal, 'signing.jwk'),
    PLATFORM_KEYS_FILE: home.key('platform', 'public.jwks'),
  };
}
