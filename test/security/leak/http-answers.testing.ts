import type { OpenAPIObject } from '@nestjs/swagger';
import { leaksAt, type Leak, type LeakSearch } from './leak-search.testing.js';

/** One request; the answer to it is searched as a whole. */
export interface Ask {
  readonly url: string;
  readonly method?: string;
  readonly token?: string | undefined;
  readonly body?: string | Buffer;
  readonly type?: string;
}

export interface AnswerSearch {
  readonly leaks: readonly Leak[];
  /** Status of each answer, by `METHOD /path`, in the order asked. */
  readonly statuses: readonly (readonly [asked: string, status: number])[];
}

/** Asks, and searches status line, headers and body of each answer. */
export async function searchAnswers(search: LeakSearch, asks: readonly Ask[]): Promise<AnswerSearch> {
  const leaks: Leak[] = [];
  const statuses: [string, number][] = [];
  for (const ask of asks) {
    const { url, method = 'GET' } = ask;
    const { status, statusText, headers, body } = await answerTo(ask);
    const asked = `${method} ${new URL(url).pathname}`;
    const parts = [statusText, ...[...headers].flat(), body].map((part) => Buffer.from(part));
    for (const part of parts) leaks.push(...leaksAt(`answer to ${asked}`, search.scanDecoded(part)));
    statuses.push([asked, status]);
  }
  return { leaks, statuses };
}

async function answerTo({ url, method = 'GET', token, body, type = 'application/json' }: Ask) {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(url, {
    method,
    headers: { ...authorization, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const { status, statusText, headers } = answer;
  return { status, statusText, headers, body: Buffer.from(await answer.arrayBuffer()) };
}

/** Every route of a service's OpenAPI document, and those beside it. Path parameters get `parameter`. */
export async function routesOf(
  url: string,
  token: string,
  parameter: string,
): Promise<{ method: string; path: string }[]> {
  const answer = await fetch(`${url}/openapi.json`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${url}/openapi.json answered ${answer.status}`);
  const document = (await answer.json()) as OpenAPIObject;
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{[^}]+\}/g, encodeURIComponent(parameter)),
    })),
  );
  const beside = ['/health/live', '/health/ready', '/metrics', '/openapi.json', '/docs'];
  const known = new Set(documented.map(({ path }) => path));
  return [...documented, ...beside.filter((path) => !known.has(path)).map((path) => ({ method: 'GET', path }))];
}
