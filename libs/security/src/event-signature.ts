import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import type { Envelope } from '#contracts';
import { parseHeader, protectedHeader } from './jws-header.js';
import type { SigningKey } from './signing-key.js';

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
  readonly signature: Buffer;
}

const DOMAIN = 'kerege-event-v1';
const EMPTY = new Uint8Array(0);
const SIGNATURE_LENGTH = 64;

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
    createHash('sha256')
      .update(event.value ?? EMPTY)
      .digest('base64url'),
  ]);
}

/** Signs an event: a detached JWS `header..signature` (RFC 7515 appendix F), EdDSA. About 30 microseconds. */
export function signEvent(key: SigningKey, event: SignedAttributes): string {
  const header = protectedHeader(key.kid);
  return `${header}..${sign(null, signingInput(header, event), key.privateKey).toString('base64url')}`;
}

/** Takes a detached JWS apart; `null` unless it has exactly the form that `signEvent` gives (one encoding only). */
export function parseSignature(jws: string): ParsedSignature | null {
  const parts = jws.split('.');
  const [header, payload, encoded] = parts;
  if (parts.length !== 3 || header === undefined || encoded === undefined || payload !== '') return null;
  const kid = parseHeader(header);
  const signature = Buffer.from(encoded, 'base64url');
  if (kid === null || signature.length !== SIGNATURE_LENGTH || signature.toString('base64url') !== encoded) return null;
  return { kid, header, signature };
}

/** Checks a signature on libuv's thread pool; many at once keep all cores busy. Never rejects. */
export function verifyEvent(publicKey: KeyObject, parsed: ParsedSignature, event: SignedAttributes): Promise<boolean> {
  return new Promise((resolve) => {
    const input = signingInput(parsed.header, event);
    verify(null, input, publicKey, parsed.signature, (error, valid) => resolve(error === null && valid));
  });
}

function signingInput(header: string, event: SignedAttributes): Buffer {
  return Buffer.from(`${header}.${Buffer.from(signedPayload(event)).toString('base64url')}`, 'ascii');
}
