import { hkdfSync } from 'node:crypto';

/** What an encoding may be compared for. Purposes never share a key, so their tags can never meet. */
export type EncodingPurpose = 'VICTIM' | 'SUBJECT';

/** Bytes of the shared encoding key and of every key derived from it. */
export const KEY_BYTES = 32;

/** What a derived key is used for. */
export type KeyUse = 'tag' | 'bits' | 'pad';

/** The tag key of one purpose, epoch and variant. @throws RangeError for a key of another length than 32 bytes */
export function tagKey(encodingKey: Uint8Array, purpose: EncodingPurpose, epoch: number, variant: string): Buffer {
  return derivedKey(encodingKey, 'tag', purpose, epoch, variant);
}

/**
 * The key of one use, purpose, epoch and variant: HKDF-SHA256 (RFC 5869) of the encoding key that national services share.
 * @throws RangeError for a key of another length than 32 bytes
 */
export function derivedKey(
  encodingKey: Uint8Array,
  use: KeyUse,
  purpose: EncodingPurpose,
  epoch: number,
  variant: string,
): Buffer {
  if (encodingKey.length !== KEY_BYTES) throw new RangeError('An encoding key has 32 bytes.');
  const info = lengthPrefixed(['kerege', use, purpose, String(epoch), variant]);
  return Buffer.from(hkdfSync('sha256', encodingKey, new Uint8Array(0), info, KEY_BYTES));
}

const LENGTH_BYTES = 4;

/** Each part with its length in bytes before it, 32 bits big-endian, so that no two lists give the same bytes. */
export function lengthPrefixed(parts: readonly string[]): Buffer {
  let size = 0;
  for (const part of parts) size += LENGTH_BYTES + Buffer.byteLength(part);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const part of parts) {
    const length = bytes.write(part, at + LENGTH_BYTES);
    bytes.writeUInt32BE(length, at);
    at += LENGTH_BYTES + length;
  }
  return bytes;
}
