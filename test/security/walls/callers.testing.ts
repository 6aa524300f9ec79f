import { readFile, writeFile } from 'node:fs/promises';
import { issueToken, type TokenEntry } from '#security';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';

/** Organisations of one country: police, two of others, and one that will have the same name with another number. */
export const ORGANISATIONS = ['KZ-MVD-01', 'KZ-MVD-02', 'KZ-NGO-01', 'KZ-LAB-01'] as const;
/** Every role that any service knows, and one that none knows. */
export const ROLES = ['agency', 'registrar', 'figures', 'operator', 'coordinator', 'visitor'] as const;
export type Role = (typeof ROLES)[number];

/** Bearer tokens of callers of one service. */
export interface Callers {
  readonly byRole: Readonly<Record<Role, string>>;
  readonly byOrganisation: Readonly<Record<(typeof ORGANISATIONS)[number], string>>;
}

/** Adds a caller for each role and organisation to the service's TOKENS_FILE, and starts it again to read it. */
export async function addCallers(region: RunningRegion, service: string): Promise<Callers> {
  const { spec } = region.service(service);
  const file = spec.environment['TOKENS_FILE'] ?? '';
  const entries = JSON.parse(await readFile(file, 'utf8')) as TokenEntry[];
  const add = (name: string, role: string, organisation?: string) => {
    const issued = issueToken({ name, role, ...(organisation === undefined ? {} : { organisation }) });
    entries.push(issued.entry);
    return issued.token;
  };
  const byRole = ROLES.map((role) => [role, add(`wall-${role}`, role, ORGANISATIONS[0])] as const);
  const byOrganisation = ORGANISATIONS.map((name) => [name, add(`wall-${name}`, 'agency', name)] as const);
  await writeFile(file, JSON.stringify(entries));
  await region.service(service).stop();
  await region.restart(service);
  return {
    byRole: Object.fromEntries(byRole) as Callers['byRole'],
    byOrganisation: Object.fromEntries(byOrganisation) as Callers['byOrganisation'],
  };
}
