import { sign } from 'node:crypto';
import sodium from 'sodium-native';
import { SecurityError } from '../security-error.js';
import type { SigningKey } from '../signing-key.js';
import { parseHeader, protectedHeader } from './jws-header.js';

/** 64 bytes in base64url, in the one way to write them. */
const SIGNATURE = /^[A-Za-z0-9_-]{85}[AQgw]$/;

/** A signed text that was verified: who signed it, and what it says. The data have whatever form the signer gave them. */
export interface VerifiedMessage {
  readonly kid: string;
  readonly data: unknown;
}

/** Signs data: JWS compact serialisation (RFC 7515), EdDSA over Ed25519; the protected header holds `alg` and `kid` alone. */
export function signMessage(data: object, key: SigningKey): string {
  const input = `${protectedHeader(key.kid)}.${Buffer.from(JSON.stringify(data)).toString('base64url')}`;
  return `${input}.${sign(null, Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/**
 * Verifies a signed message, and only then reads it.
 * @param publicKeyOf the raw Ed25519 key of a key id, `undefined` when it is nobody's
 * @throws SecurityError `signature-invalid`
 */
export function verifyMessage(signed: string, publicKeyOf: (kid: string) => Buffer | undefined): VerifiedMessage {
  const [header = '', payload = '', signature = '', ...more] = signed.split('.');
  const kid = more.length === 0 && SIGNATURE.test(signature) ? parseHeader(header) : null;
  const key = kid === null ? undefined : publicKeyOf(kid);
  if (kid === null || key === undefined) throw invalid('no known key has made it');
  const input = Buffer.from(`${header}.${payload}`);
  if (!sodium.crypto_sign_verify_detached(Buffer.from(signature, 'base64url'), input, key)) {
    throw invalid('it does not belong to what it signs');
  }
  try {
    return { kid, data: JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) };
  } catch {
    // The parser's message would quote what was signed.
    throw invalid('what it signs is not JSON');
  }
}

function invalid(why: string): SecurityError {
  return new SecurityError('signature-invalid', `A signature does not count: ${why}.`);
}
