import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeyStoreError } from './key-store.js';

/** One record: mark, nonce, wrapped key, tag. Fixed, so that a slot's place follows from its number. */
export const RECORD_BYTES = 64;
const MARK = Buffer.from([0x4b, 0x31, 0x0d, 0x0a]);
const NONCE_BYTES = 12;
const KEY_BYTES = 32;
const AT_NONCE = MARK.length;
const AT_KEY = AT_NONCE + NONCE_BYTES;
const AT_TAG = AT_KEY + KEY_BYTES;

/** AES-256-GCM; the slot is authenticated, so that two records cannot be exchanged. */
export function wrap(master: Buffer, slot: number, key: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(additional(slot));
  return Buffer.concat([MARK, nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** @returns undefined for a destroyed record, which is all zeros */
export function unwrap(master: Buffer, slot: number, record: Buffer): Buffer | undefined {
  if (record.every((byte) => byte === 0)) return undefined;
  if (!record.subarray(0, AT_NONCE).equals(MARK)) throw tampered(slot);
  const decipher = createDecipheriv('aes-256-gcm', master, record.subarray(AT_NONCE, AT_KEY));
  decipher.setAAD(additional(slot)).setAuthTag(record.subarray(AT_TAG));
  try {
    return Buffer.concat([decipher.update(record.subarray(AT_KEY, AT_TAG)), decipher.final()]);
  } catch (cause) {
    throw new KeyStoreError('key-store-tampered', tampered(slot).message, { cause });
  }
}

function additional(slot: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(slot));
  return bytes;
}

function tampered(slot: number): KeyStoreError {
  return new KeyStoreError('key-store-tampered', `key slot ${slot} was changed, or belongs to another master key`);
}
