import { hash, sign } from 'node:crypto';
import sodium from 'sodium-native';
import type { Envelope } from '#contracts';
import { parseHeader, protectedHeader } from './jws-header.js';
import type { SigningKey } from '../signing-key.js';

/** Everything that the signature covers (docs/reference/envelope.md). */
export interface SignedAttributes extends Envelope {
  /** The physical topic name, with the deployment's prefix: a record copied to another topic is not valid there. */
  readonly topic: string;
  /** The Kafka key. */
  readonly key: string;
  readonly contenttype: string;
  /** The raw bytes of the record's value; `null` or empty for a tombstone. */
  readonly value: Uint8Array | null;
}

export interface ParsedSignature {
  readonly kid: string;
  /** The protected header as received: the signature is over these very characters. */
  readonly header: string;
  /** The 64 bytes of the signature. */
  readonly bytes: Buffer;
}

/** What is needed to say whether a signature is good. */
export interface SignedEvent {
  /** Raw Ed25519 key of 32 bytes. */
  readonly publicKey: Buffer;
  readonly signature: ParsedSignature;
  readonly attributes: SignedAttributes;
}

const DOMAIN = 'kerege-event-v1';
const EMPTY = new Uint8Array(0);
/** 64 bytes in base64url, in the one way to write them: the last character has four spare bits, all of them zero. */
const SIGNATURE = /^[A-Za-z0-9_-]{85}[AQgw]$/;

/** The JWS payload: one line of JSON, so that other languages can build it byte for byte. */
export function signedPayload(event: SignedAttributes): string {
  return JSON.stringify([
    DOMAIN,
    event.topic,
    event.key,
    event.id,
    event.source,
    event.type,
    event.subject,
    event.version,
    event.time,
    event.anonymizationprofile ?? '',
    event.policyversion ?? '',
    event.contenttype,
    hash('sha256', event.value ?? EMPTY, 'base64url'),
  ]);
}

/** Signs an event: a detached JWS `header..signature` (RFC 7515 appendix F), EdDSA. About 30 microseconds. */
export function signEvent(key: SigningKey, event: SignedAttributes): string {
  const header = protectedHeader(key.kid);
  return `${header}..${sign(null, Buffer.from(signingInput(header, event)), key.privateKey).toString('base64url')}`;
}

/** Takes a detached JWS apart; `null` unless it has exactly the form that `signEvent` gives (one encoding only). */
export function parseSignature(jws: string): ParsedSignature | null {
  const parts = jws.split('.');
  const [header, payload, encoded] = parts;
  if (parts.length !== 3 || header === undefined || encoded === undefined || payload !== '') return null;
  const kid = SIGNATURE.test(encoded) ? parseHeader(header) : null;
  return kid === null ? null : { kid, header, bytes: Buffer.from(encoded, 'base64url') };
}

/** Checks one signature at once; for many see `SignatureThreads`, which decides in the same way. */
export function verifyEvent(publicKey: Buffer, signature: ParsedSignature, event: SignedAttributes): boolean {
  const input = Buffer.from(signingInput(signature.header, event));
  return sodium.crypto_sign_verify_detached(signature.bytes, input, publicKey);
}

/** What a JWS signature is over (RFC 7515, 5.1), in ASCII. */
export function signingInput(header: string, event: SignedAttributes): string {
  return `${header}.${Buffer.from(signedPayload(event)).toString('base64url')}`;
}
