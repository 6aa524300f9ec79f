import { createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readKeyFile, writeKeyFile } from './key-file.js';
import { checkKid } from './kid.js';
import { SecurityError } from './security-error.js';

/** The public half as other systems take it (RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly kid: string;
  /** Raw 32 bytes, base64url. */
  readonly x: string;
}

/** An Ed25519 key that signs events for one member and side. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** Raw, 32 bytes. */
  readonly publicKey: Buffer;
}

/** A new random key. Use a kid once only: a revoked one never comes back. */
export function generateSigningKey(kid: string): SigningKey {
  checkKid(kid);
  return signingKey(kid, generateKeyPairSync('ed25519').privateKey);
}

export function publicJwk(key: SigningKey): PublicJwk {
  return { kty: 'OKP', crv: 'Ed25519', kid: key.kid, x: key.publicKey.toString('base64url') };
}

/** Writes the private JWK, readable by its owner alone; never over an existing file. */
export async function saveSigningKey(file: string, key: SigningKey): Promise<void> {
  await writeKeyFile(file, { ...key.privateKey.export({ format: 'jwk' }), kid: key.kid });
}

/**
 * Reads a private Ed25519 JWK with `kid`.
 * @throws SecurityError `key-file-open` when users outside of the file's group can read or write it, `key-file-invalid`
 */
export async function loadSigningKey(file: string): Promise<SigningKey> {
  return signingKeyFromJwk(await readKeyFile(file), file);
}

/** Imports a private JWK; `origin` names it in errors. */
export function signingKeyFromJwk(jwk: Readonly<Record<string, unknown>>, origin: string): SigningKey {
  const kid = checkKid(jwk['kid']);
  try {
    const privateKey = createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' });
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('not Ed25519');
    return signingKey(kid, privateKey);
  } catch {
    // The cause would quote key material.
    throw new SecurityError('key-file-invalid', `${origin} is not a private Ed25519 JWK`);
  }
}

/** A raw public key (32 bytes, base64url) as the members log carries it. */
export function publicKeyFrom(x: string): Buffer {
  const key = Buffer.from(x, 'base64url');
  if (key.length !== 32) throw new SecurityError('key-invalid', 'not a raw Ed25519 public key');
  return key;
}

function signingKey(kid: string, privateKey: KeyObject): SigningKey {
  const { x } = privateKey.export({ format: 'jwk' });
  return { kid, privateKey, publicKey: publicKeyFrom(String(x)) };
}
