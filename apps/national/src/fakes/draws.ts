import { createCipheriv, createHmac } from 'node:crypto';
import { lengthPrefixed } from '#linkage';

/** Bytes of one number drawn. */
const NUMBER_BYTES = 4;
const STREAM_BYTES = 512;
const RANGE = 2 ** 32;

/**
 * Draws that a secret key and a label fix for ever: AES-256-CTR under HMAC-SHA256(key, label). Nobody without the key can
 * tell them from chance, and with it they need not be stored.
 */
export class Draws {
  private readonly stream: Buffer;
  private at = 0;

  constructor(key: Uint8Array, ...label: readonly (string | number)[]) {
    const own = createHmac('sha256', key)
      .update(lengthPrefixed(label.map(String)))
      .digest();
    this.stream = createCipheriv('aes-256-ctr', own, Buffer.alloc(16)).update(Buffer.alloc(STREAM_BYTES));
  }

  /** From 0 up to, without, 1. @throws RangeError after 128 numbers */
  next(): number {
    const number = this.stream.readUInt32BE(this.at) / RANGE;
    this.at += NUMBER_BYTES;
    return number;
  }

  /** A whole number from 0 up to, without, `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of a list that begins with the commonest. */
  common<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() ** 2 * items.length)];
    if (item === undefined) throw new RangeError('Nothing to draw from.');
    return item;
  }

  /** 64 hex digits. */
  digest(): string {
    return this.bytes(32).toString('hex');
  }

  /** A UUID of version 4 (RFC 9562), as random ones look. */
  uuid(): string {
    const bytes = this.bytes(16);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  private bytes(count: number): Buffer {
    this.at += count;
    return Buffer.from(this.stream.subarray(this.at - count, this.at));
  }
}
