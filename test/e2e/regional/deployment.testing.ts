import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MemberData } from '#contracts';
import { LADDER_HASH } from '#domain';
import { issueToken, publicJwk, saveSigningKey, type SigningKey } from '#security';

export const POLICY = 'spec-1';

/** What the members log says of one source. */
export function memberOf(code: string, key: SigningKey): MemberData {
  const { kid, x } = publicJwk(key);
  const country = code.length === 2;
  const policy = { version: POLICY, effectivefrom: '2020-01-01', anonymizationprofile: LADDER_HASH };
  return {
    code,
    role: country ? 'MEMBER' : 'SERVICE',
    languages: ['en'],
    capabilities: country ? ['CASES', 'MATCHING'] : [],
    policies: country ? [policy] : [],
    keys: [{ kid, x }],
  };
}

/** The files that a service's environment names. */
export interface ServiceFiles {
  /** Where they lie: to be removed by who asked for them. */
  readonly folder: string;
  readonly signingKeyFile: string;
  readonly platformKeysFile: string;
  readonly tokensFile: string;
  readonly tokens: { readonly operator: string; readonly coordinator: string };
}

export async function serviceFiles(key: SigningKey, platformKey: SigningKey): Promise<ServiceFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'kerege-spec-'));
  const file = (name: string) => join(folder, name);
  const operator = issueToken({ name: 'operator', role: 'operator' });
  const coordinator = issueToken({ name: 'coordinator', role: 'coordinator' });
  await saveSigningKey(file('signing.jwk'), key);
  await writeFile(file('platform.jwks'), JSON.stringify({ keys: [publicJwk(platformKey)] }));
  await writeFile(file('tokens.json'), JSON.stringify([operator.entry, coordinator.entry]));
  return {
    folder,
    signingKeyFile: file('signing.jwk'),
    platformKeysFile: file('platform.jwks'),
    tokensFile: file('tokens.json'),
    tokens: { operator: operator.token, coordinator: coordinator.token },
  };
}

/** A random reference of version 4, as events carry them. */
export const reference = (): string => randomUUID();

export async function get<T>(url: string, path: string, token?: string): Promise<{ status: number; body: T }> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}${path}`, { headers });
  return { status: answer.status, body: (await answer.json()) as T };
}
