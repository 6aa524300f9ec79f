import { readFile } from 'node:fs/promises';
import { SecurityError } from '../security-error.js';
import { KID } from '../kid.js';
import { publicKeyFrom, type PublicJwk } from '../signing-key.js';

/** The platform's public keys by kid: the root of trust of `regional.members`, handed to every service as a file. */
export type PlatformKeys = ReadonlyMap<string, Buffer>;

/** The content of PLATFORM_KEYS_FILE: a JWK set (RFC 7517) of Ed25519 public keys. */
export interface PublicKeySet {
  readonly keys: readonly PublicJwk[];
}

/** @throws SecurityError `key-file-invalid` */
export async function loadPlatformKeys(file: string): Promise<PlatformKeys> {
  try {
    return platformKeysFrom(JSON.parse(await readFile(file, 'utf8')) as PublicKeySet);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error;
    throw new SecurityError('key-file-invalid', `${file} is not a JWK set of Ed25519 public keys`);
  }
}

/** @throws SecurityError `key-file-invalid` when the set is empty, or holds a private key, another type or a kid twice */
export function platformKeysFrom(set: PublicKeySet): PlatformKeys {
  const keys = new Map<string, Buffer>();
  for (const jwk of set.keys) {
    if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || !KID.test(jwk.kid) || 'd' in jwk || keys.has(jwk.kid)) {
      throw new SecurityError('key-file-invalid', 'a platform key set holds Ed25519 public keys with distinct kids');
    }
    keys.set(jwk.kid, publicKeyFrom(jwk.x));
  }
  if (keys.size === 0) throw new SecurityError('key-file-invalid', 'the platform key set is empty');
  return keys;
}
