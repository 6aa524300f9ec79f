import { createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { SecurityError } from './security-error.js';

/** Names a key in the members log and in every signature. */
export const KID = /^[A-Za-z0-9._-]{1,64}$/;

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
  const jwk = { ...key.privateKey.export({ format: 'jwk' }), kid: key.kid };
  await writeFile(file, `${JSON.stringify(jwk)}\n`, { mode: 0o600, flag: 'wx' });
}

/**
 * Reads a private Ed25519 JWK with `kid`.
 * @throws SecurityError `key-file-open` when users outside of the file's group can read or write it, `key-file-invalid`
 */
export async function loadSigningKey(file: string): Promise<SigningKey> {
  const { mode } = await stat(file);
  if ((mode & 0o007) !== 0) throw new SecurityError('key-file-open', `${file} is open to every user: chmod 600`);
  const jwk = parseJwk(await readFile(file, 'utf8'), file);
  if (typeof jwk['d'] !== 'string') throw new SecurityError('key-file-invalid', `${file} holds no private key`);
  return signingKeyFromJwk(jwk, file);
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

function parseJwk(text: string, file: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    // Falls through: the parser's message would quote the file.
  }
  throw new SecurityError('key-file-invalid', `${file} is not a JWK`);
}

function checkKid(kid: unknown): string {
  if (typeof kid === 'string' && KID.test(kid)) return kid;
  throw new SecurityError('kid-invalid', 'a kid has 1 to 64 characters of A-Z a-z 0-9 . _ -');
}
