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

/** ASN.1 of a private X25519 key before its 32 bytes (RFC 8410 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');

/**
 * The key whose private half is the given 32 random bytes: any are one (RFC 7748 5 clamps them at use), so a store of random keys
 * holds sealing keys as well.
 * @throws SecurityError `key-file-invalid`, `kid-invalid`
 */
export function sealingKeyFromBytes(kid: string, bytes: Uint8Array): SealingKey {
  const der = Buffer.concat([PKCS8_PREFIX, bytes]);
  try {
    const jwk = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
    return { kid: checkKid(kid), x: String(jwk.x), d: String(jwk.d) };
  } finally {
    der.fill(0);
  }
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
