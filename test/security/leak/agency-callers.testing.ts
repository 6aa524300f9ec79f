import { readFile, writeFile } from 'node:fs/promises';
import type { CountryCode } from '#contracts';
import { issueToken, type TokenEntry } from '#security';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { nationalName } from '../../../apps/region/src/services.js';

/** An organisation's way to its country's service. */
export interface Desk {
  readonly organisation: string;
  readonly url: string;
  readonly token: string;
}

/** Adds an organisation to a country's callers, and starts the service again to read them. */
export async function deskOf(region: RunningRegion, country: CountryCode, organisation: string): Promise<Desk> {
  const name = nationalName(country);
  const { spec, url } = region.service(name);
  const file = spec.environment['TOKENS_FILE'] ?? '';
  const { entry, token } = issueToken({ name: organisation, role: 'agency', organisation });
  await writeFile(file, JSON.stringify([...(JSON.parse(await readFile(file, 'utf8')) as TokenEntry[]), entry]));
  await region.service(name).stop();
  await region.restart(name);
  return { organisation, url, token };
}

/** @throws Error with the status, where it is not the expected one */
export async function at<T>(
  desk: Pick<Desk, 'url' | 'token'>,
  asked: string,
  body?: object,
  expected = 200,
): Promise<T> {
  const [method = '', path = ''] = asked.split(' ');
  const answer = await fetch(`${desk.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (answer.status !== expected) throw new Error(`${asked} answered ${answer.status}: ${text.slice(0, 300)}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
