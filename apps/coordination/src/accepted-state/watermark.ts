import { createHash } from 'node:crypto';
import type { Transaction } from '#persistence';

/** Everything before this offset of the partition is in the figures. */
export interface StreamPosition {
  readonly topic: string;
  readonly partition: number;
  /** Decimal text: offsets may exceed 2^53. */
  readonly nextOffset: string;
}

/** How far the accepted state reaches. Two answers with one digest were counted over the same events. */
export interface Watermark {
  /** SHA-256, hex, over the lines `topic/partition/nextOffset`, sorted by topic and partition. */
  readonly digest: string;
  readonly positions: readonly StreamPosition[];
}

export async function watermark(tx: Transaction): Promise<Watermark> {
  const positions = await tx.rows<StreamPosition>(
    `SELECT topic, partition, next_offset::text AS "nextOffset" FROM reporting.watermark
     ORDER BY topic COLLATE "C", partition`,
  );
  const lines = positions.map((p) => `${p.topic}/${p.partition}/${p.nextOffset}\n`);
  return { digest: createHash('sha256').update(lines.join('')).digest('hex'), positions };
}
