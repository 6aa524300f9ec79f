import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nationalService } from '#contracts';
import { startKafka, type KafkaServer } from '#testing';
import type { Home } from '../home.js';
import { secret } from '../keys.js';
import { AGENCY_COUNTRY, ORGANISATION_CODES } from './organisations.js';

/** Folder of the brokers of the agencies' side inside of the home; as the region's, with `kafka/` and `logs/` in it. */
export const AGENCIES_FOLDER = 'agencies';

/** Brokers of the agencies' side, whoever started them; those of this run know their cluster. */
export type AgencyBrokers = Pick<KafkaServer, 'brokers'> & Partial<Pick<KafkaServer, 'clusterId'>>;

export const SERVICE_USER = nationalService(AGENCY_COUNTRY);

/** Users of these brokers beside their own principal. */
export const AGENCY_USERS: readonly string[] = ['admin', SERVICE_USER, ...ORGANISATION_CODES];

/** Password of one user of the agencies' brokers. They are not the region's: the national service has another one there. */
export function agencyPassword(home: Home, user: string): Promise<string> {
  return secret(home, 'agencies', user, 'kafka.password');
}

/**
 * Starts the brokers of the agencies' side, in a home that stays: in a run that ends by itself nobody could connect.
 * Undefined where the region uses existing brokers.
 */
export async function startAgencyBrokers(home: Home): Promise<KafkaServer | undefined> {
  if (home.use !== 'serve' || process.env['KAFKA_BROKERS']) return undefined;
  const folder = join(home.path, AGENCIES_FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const users = AGENCY_USERS.map(async (name) => [name, await agencyPassword(home, name)] as const);
  return startKafka({
    home: folder,
    users: Object.fromEntries(await Promise.all(users)),
    light: true,
  });
}
