import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { KeyStoreError, type KeySlot, type KeyStore, type StoredKey } from './key-store.js';
import { Segment, SEGMENT_SLOTS, segmentNumber, segmentOf } from './segment.js';
import { checkSeal, writeSeal } from './seal.js';
import { RECORD_BYTES, unwrap, wrap } from './wrapping.js';

const KEY_BYTES = 32;

/**
 * Data keys in append-only files of fixed-size records, each wrapped by the master key. A process appends only to a
 * segment that it created exclusively, so several can share the folder without a lock that a crash could leave behind;
 * reading and destroying in place work on every segment. A batch is one write and one fsync.
 */
export class FileKeyStore implements KeyStore {
  private readonly segments = new Map<number, Promise<Segment>>();
  private own: { readonly segment: number; next: number } | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    private readonly master: Buffer,
  ) {}

  /**
   * Opens the folder, or makes a new one.
   * @param master 32 bytes
   * @throws KeyStoreError `key-store-tampered` when the folder belongs to another master key
   */
  static async open(folder: string, master: Buffer): Promise<FileKeyStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Keys without their seal are damage, not a new store.
    if ((await lastSegment(folder)) === 0) await writeSeal(folder, master);
    await checkSeal(folder, master);
    return new FileKeyStore(folder, master);
  }

  create(count: number): Promise<readonly StoredKey[]> {
    const result = this.queue.then(() => this.append(count));
    this.queue = result.catch(() => undefined);
    return result;
  }

  async read(slots: readonly KeySlot[]): Promise<ReadonlyMap<KeySlot, Buffer>> {
    const keys = new Map<KeySlot, Buffer>();
    for (const slot of new Set(slots)) {
      const { segment, index } = segmentOf(slot);
      const key = unwrap(this.master, slot, (await this.segment(segment)).read(index));
      if (key !== undefined) keys.set(slot, key);
    }
    return keys;
  }

  async destroy(slots: readonly KeySlot[]): Promise<void> {
    for (const slot of new Set(slots)) {
      const { segment, index } = segmentOf(slot);
      const file = await this.segment(segment);
      file.read(index); // beyond the end there is nothing to destroy: that slot was never ours
      await file.write(index, Buffer.alloc(RECORD_BYTES));
    }
  }

  async check(): Promise<void> {
    try {
      await checkSeal(this.folder, this.master);
    } catch (cause) {
      if (cause instanceof KeyStoreError) throw cause;
      throw new KeyStoreError('key-store-away', 'the key store cannot be read', { cause });
    }
  }

  async close(): Promise<void> {
    await this.queue;
    const open = await Promise.allSettled(this.segments.values());
    this.segments.clear();
    this.own = undefined;
    for (const segment of open) if (segment.status === 'fulfilled') await segment.value.close();
  }

  private async append(count: number): Promise<readonly StoredKey[]> {
    if (count === 0) return [];
    try {
      // An open file goes on taking writes after somebody removed the folder: look first.
      await this.check();
      const own = await this.ownSegment(count);
      const first = own.segment * SEGMENT_SLOTS + own.next;
      const keys = Array.from({ length: count }, (_, i) => ({ slot: first + i, key: randomBytes(KEY_BYTES) }));
      const records = Buffer.concat(keys.map(({ slot, key }) => wrap(this.master, slot, key)));
      const at = own.next;
      // Moved on before the write: a slot whose write failed half-way is never given out again.
      own.next += count;
      await (await this.segment(own.segment)).write(at, records);
      return keys;
    } catch (cause) {
      if (cause instanceof KeyStoreError) throw cause;
      throw new KeyStoreError('key-store-away', 'the key store cannot be written', { cause });
    }
  }

  private async ownSegment(count: number): Promise<{ readonly segment: number; next: number }> {
    if (this.own !== undefined && this.own.next + count <= SEGMENT_SLOTS) return this.own;
    for (let segment = (await lastSegment(this.folder)) + 1; ; segment += 1) {
      try {
        this.segments.set(segment, Promise.resolve(await Segment.create(this.folder, segment)));
        return (this.own = { segment, next: 0 });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }

  private segment(segment: number): Promise<Segment> {
    const known = this.segments.get(segment);
    if (known !== undefined) return known;
    const opening = Segment.open(this.folder, segment);
    this.segments.set(segment, opening);
    opening.catch(() => this.segments.delete(segment));
    return opening;
  }
}

async function lastSegment(folder: string): Promise<number> {
  const numbers = (await readdir(folder)).map(segmentNumber).filter((n) => n !== undefined);
  return Math.max(0, ...numbers);
}
