import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceFile } from '#testing';
import type { Home } from './home.js';

/** Bytes of a password, bearer token or symmetric key. */
const SECRET_BYTES = 32;

/** Reads the secret in a file of the home's keys folder, making it on the first start. Readable by the owner only. */
export async function secret(home: Home, ...path: string[]): Promise<string> {
  const file = home.key(...path);
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const made = randomBytes(SECRET_BYTES).toString('base64url');
  await writePrivate(file, made);
  return made;
}

export async function writePrivate(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await replaceFile(file, text);
}

/** A caller of an HTTP API, as the service's TOKENS_FILE lists it. */
export interface CallerEntry {
  readonly name: string;
  readonly role: string;
  readonly organisation?: string;
  readonly organisationType?: string;
}

/** Makes a bearer token for each caller (`keys/tokens/<service>.<name>`) and the file of digests that the service reads. */
export async function tokensFile(home: Home, service: string, callers: readonly CallerEntry[]): Promise<string> {
  const entries = await Promise.all(
    callers.map(async (caller) => ({ ...caller, sha256: sha256(await token(home, service, caller.name)) })),
  );
  const file = home.key(service, 'tokens.json');
  await writePrivate(file, JSON.stringify(entries, null, 2));
  return file;
}

export function token(home: Home, service: string, caller: string): Promise<string> {
  return secret(home, 'tokens', `${service}.${caller}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
