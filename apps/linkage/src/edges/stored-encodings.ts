import type { Transaction } from '#persistence';
import { StoredEncoding } from '../mentions/encoding.js';

/** Encodings of one chunk, read once each. */
export class StoredEncodings {
  private readonly known = new Map<number, StoredEncoding>();

  constructor(private readonly tx: Transaction) {}

  put(id: number, encoding: StoredEncoding): void {
    this.known.set(id, encoding);
  }

  has(id: number): boolean {
    return this.known.has(id);
  }

  /** Reads those that are not here yet. */
  async load(ids: Iterable<number>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.known.has(id));
    if (missing.length === 0) return;
    const [row] = await this.tx.rows<{ all: Buffer | null }>(ALL, [missing]);
    const all = row?.all ?? Buffer.alloc(0);
    for (let at = 0; at < all.length;) {
      const [id, length] = [all.readInt32BE(at), all.readInt32BE(at + 4)];
      this.known.set(id, new StoredEncoding(all.subarray(at + 8, at + 8 + length)));
      at += 8 + length;
    }
  }

  of(id: number): StoredEncoding {
    const encoding = this.known.get(id);
    if (encoding === undefined) throw new Error('The encoding of an active mention is missing.');
    return encoding;
  }
}

const ALL = `
  SELECT string_agg(int4send(id) || int4send(length(encoding)) || encoding, ''::bytea) AS all
    FROM linkage.mention WHERE id = ANY($1::integer[]) AND active`;
