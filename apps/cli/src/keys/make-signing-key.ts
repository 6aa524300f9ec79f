import { randomUUID } from 'node:crypto';
import type { CountryCode } from '#contracts';
import { generateSigningKey, loadSigningKey, publicJwk, saveSigningKey, type PublicJwk } from '#security';

/**
 * Makes a signing key in a file of its own, under a key id that nobody has had. A file that is there already is what an
 * interrupted rotation left: its key is taken.
 * @returns the public half
 */
export async function makeSigningKey(file: string, country: CountryCode): Promise<PublicJwk> {
  const key = generateSigningKey(`national-${country.toLowerCase()}-${randomUUID().slice(0, 8)}`);
  try {
    await saveSigningKey(file, key);
    return publicJwk(key);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return publicJwk(await loadSigningKey(file));
  }
}
