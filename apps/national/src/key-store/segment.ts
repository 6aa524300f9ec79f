import { readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyStoreError } from './key-store.js';
import { RECORD_BYTES } from './wrapping.js';

/** Keys that one segment holds at most: 256 MiB. */
export const SEGMENT_SLOTS = 2 ** 22;

export function segmentOf(slot: number): { segment: number; index: number } {
  return { segment: Math.floor(slot / SEGMENT_SLOTS), index: slot % SEGMENT_SLOTS };
}

export function segmentFile(folder: string, segment: number): string {
  return join(folder, `keys-${String(segment).padStart(8, '0')}.bin`);
}

/** The number in a segment's file name; undefined for another file. */
export function segmentNumber(fileName: string): number | undefined {
  const digits = /^keys-(\d{8})\.bin$/.exec(fileName)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** One file of fixed-size records, readable and writable in place. */
export class Segment {
  private constructor(private readonly handle: FileHandle) {}

  static async open(folder: string, segment: number): Promise<Segment> {
    try {
      return new Segment(await open(segmentFile(folder, segment), 'r+'));
    } catch (cause) {
      const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
      throw new KeyStoreError(missing ? 'key-store-missing' : 'key-store-away', `key segment ${segment}`, { cause });
    }
  }

  /** Fails with EEXIST where another process was quicker. */
  static async create(folder: string, segment: number): Promise<Segment> {
    const created = new Segment(await open(segmentFile(folder, segment), 'wx+', 0o600));
    await syncFolder(folder);
    return created;
  }

  /** In line: 64 bytes of a cached page take less time than the way through the thread pool. */
  read(index: number): Buffer {
    const record = Buffer.alloc(RECORD_BYTES);
    if (readSync(this.handle.fd, record, 0, RECORD_BYTES, index * RECORD_BYTES) === RECORD_BYTES) return record;
    throw new KeyStoreError('key-store-short', `the key file ends before record ${index}`);
  }

  /** Durable when it resolves. */
  async write(index: number, records: Buffer): Promise<void> {
    let written = 0;
    while (written < records.length) {
      const { bytesWritten } = await this.handle.write(records, written, undefined, index * RECORD_BYTES + written);
      written += bytesWritten;
    }
    await this.handle.sync();
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

/** A new file is only there after a power cut when its folder was synced too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
