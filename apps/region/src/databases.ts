import { COUNTRIES } from '#contracts';
import { secret } from './keys.js';
import type { Region } from './region.js';

export const DATABASES = [
  ...COUNTRIES.map((country) => `kerege_national_${country.toLowerCase() as Lowercase<typeof country>}` as const),
  'kerege_linkage',
  'kerege_aggregator',
] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** Address of a database for the role that owns nothing in it (default: the role named like the database). */
export async function serviceUrl(region: Region, database: DatabaseName, role: string = database): Promise<string> {
  return withRole(region, database, role);
}

/** Address of a database for the role that owns its schema: for migrations only. */
export async function ownerUrl(region: Region, database: DatabaseName): Promise<string> {
  return withRole(region, database, `${database}_owner`);
}

async function withRole(region: Region, database: DatabaseName, role: string): Promise<string> {
  const url = new URL(region.infrastructure.databaseUrl);
  url.pathname = `/${database}`;
  url.username = role;
  url.password = await rolePassword(region, role);
  return url.href;
}

export function rolePassword(region: Region, role: string): Promise<string> {
  return secret(region.home, 'postgres', `${role}.password`);
}
