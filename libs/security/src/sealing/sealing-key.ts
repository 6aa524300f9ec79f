import { createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { readKeyFile, writeKeyFile } from '../key-file.js';
import { checkKid } from '../kid.js';
import { SecurityError } from '../security-error.js';

/** What others seal to: an X25519 public key as events carry it (RFC 8037 `x`: raw 32 bytes, base64url). */
export interface SealingPublicKey {
  readonly kid: string;
  readonly x: string;
}

/** An X25519 key that opens what was sealed to it. */
export interface SealingKey extends SealingPublicKey {
  /** The private half, raw 32 bytes, base64url. Never logged, never in an error. */
  readonly d: string;
}

/** A new random key. */
export function generateSealingKey(kid: string): SealingKey {
  return sealingKeyFromJwk({ ...generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' }), kid }, 'a new key');
}

export function sealingPublicKey({ kid, x }: SealingKey): SealingPublicKey {
  return { kid, x };
}

/** Writes the private JWK, readable by its owner alone; never over an existing file. */
export async function saveSealingKey(file: string, { kid, x, d }: SealingKey): Promise<void> {
  await writeKeyFile(file, { kty: 'OKP', crv: 'X25519', kid, x, d });
}

/** Reads a private X25519 JWK with `kid`. @throws SecurityError `key-file-open`, `key-file-invalid`, `kid-invalid` */
export async function loadSealingKey(file: string): Promise<SealingKey> {
  return sealingKeyFromJwk(await readKeyFile(file), file);
}

/** Imports a private JWK; `origin` names it in errors. @throws SecurityError `key-file-invalid`, `kid-invalid` */
export function sealingKeyFromJwk(jwk: Readonly<Record<string, unknown>>, origin: string): SealingKey {
  const kid = checkKid(jwk['kid']);
  try {
    const key = createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' });
    if (key.asymmetricKeyType !== 'x25519') throw new Error('not X25519');
    const { x, d } = key.export({ format: 'jwk' });
    return { kid, x: String(x), d: String(d) };
  } catch {
    // The cause would quote key material.
    throw new SecurityError('key-file-invalid', `${origin} is not a private X25519 JWK`);
  }
}
