import { createHmac, hkdfSync } from 'node:crypto';
import { KEY_BYTES, lengthPrefixed } from '../../encode/keys.js';

/** What a derived key is used for. */
type KeyUse = 'variant' | 'token' | 'check';

/** Whose encodings can be compared: same key, purpose and epoch. */
export interface EncodingScope {
  readonly key: Uint8Array;
  readonly purpose: string;
  readonly epoch: number;
}

/** HKDF-SHA256 (RFC 5869) of the shared key. @throws RangeError for a key of another length than 32 bytes */
export function genericKey({ key, purpose, epoch }: EncodingScope, use: KeyUse, name = ''): Buffer {
  if (key.length !== KEY_BYTES) throw new RangeError('An encoding key has 32 bytes.');
  const info = lengthPrefixed(['kerege-generic', use, purpose, String(epoch), name]);
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), info, KEY_BYTES));
}

/** Tells encodings of another key, purpose, epoch or schema apart. 64 bits; the key cannot be found from it. */
export function keyCheck(scope: EncodingScope, schemaHash: string): string {
  return createHmac('sha256', genericKey(scope, 'check')).update(schemaHash).digest('hex').slice(0, 16);
}
