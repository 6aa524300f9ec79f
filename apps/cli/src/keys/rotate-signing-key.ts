import { rename } from 'node:fs/promises';
import type { CountryCode } from '#contracts';
import type { MembersLogWriter } from '#messaging';
import { makeSigningKey } from './make-signing-key.js';
import { publicKeyIn } from './public-key-file.js';

/** Declares a key whose private half the country has. @returns its key id */
export async function declareSigningKey(
  log: MembersLogWriter,
  country: CountryCode,
  publicFile: string,
  overlapUntil: Date,
): Promise<string> {
  const key = await publicKeyIn(publicFile, 'Ed25519');
  await log.rotateKey(country, { kty: 'OKP', crv: 'Ed25519', ...key }, overlapUntil);
  return key.kid;
}

/**
 * Makes the key, declares it, and puts it where the service reads it, in this order: a service never finds a key that does not
 * count. Interrupted anywhere, it goes on when it is repeated.
 * @returns its key id
 */
export async function rotateSigningKey(
  log: MembersLogWriter,
  country: CountryCode,
  file: string,
  overlapUntil: Date,
): Promise<string> {
  const next = `${file}.next`;
  const key = await makeSigningKey(next, country);
  const isDeclared = log.current(country)?.keys.some(({ kid, x }) => kid === key.kid && x === key.x) === true;
  if (!isDeclared) await log.rotateKey(country, key, overlapUntil);
  await rename(next, file);
  return key.kid;
}
