import { createHash } from 'node:crypto';
import type { Transaction } from '#persistence';
import { StoredEncoding } from '../mentions/encoding.js';
import type { TouchedMention } from '../mentions/mention-store.js';
import type { RevokedEpochs } from './revoked-epochs.js';

/** Numbers of mentions up to which nothing of a revoked epoch is left, and those that hold some of it. */
export interface Found {
  readonly last: number;
  readonly ids: readonly number[];
}

interface Row {
  readonly id: number;
  readonly source: string;
  readonly mentionRef: string;
  readonly encoding: Buffer;
}

/** The next mentions in the order of their numbers, and which of them hold encodings of the epochs; `undefined` behind the last. */
export async function findRevoked(
  tx: Transaction,
  revoked: RevokedEpochs,
  after: number,
  most: number,
): Promise<Found | undefined> {
  const rows = await tx.rows<Pick<Row, 'id' | 'encoding'>>(NEXT, [after, most]);
  const last = rows.at(-1)?.id;
  if (last === undefined) return undefined;
  return { last, ids: rows.filter((row) => holds(row, revoked)).map(({ id }) => id) };
}

/**
 * Takes the encodings of the epochs out of the mentions' rows, before the lock as chunks do. A row that a chunk is just writing is
 * left to the next look: the chunk may wait for the lock. What follows from the rows is left to the engine.
 */
export async function stripEncodings(
  tx: Transaction,
  revoked: RevokedEpochs,
  ids: readonly number[],
): Promise<TouchedMention[]> {
  const rows = (await tx.rows<Row>(THESE, [ids])).filter((row) => holds(row, revoked));
  const touched = rows.map(({ id, source, mentionRef, encoding }) => {
    const before = new StoredEncoding(encoding);
    return { id, source, mentionRef, before, now: before.without(revoked) };
  });
  if (touched.length > 0) await write(tx, touched);
  return touched;
}

function holds({ encoding }: Pick<Row, 'encoding'>, revoked: RevokedEpochs): boolean {
  return new StoredEncoding(encoding).epochs.some((epoch) => revoked.has(epoch));
}

async function write(tx: Transaction, touched: readonly { id: number; now: StoredEncoding }[]): Promise<void> {
  const bytes = touched.map(({ now }) => now.bytes);
  let next = 1;
  await tx.run(WRITE, [
    touched.map(({ id }) => id),
    bytes.map(({ length }) => (next += length) - length),
    bytes.map(({ length }) => length),
    Buffer.concat(bytes),
    Buffer.concat(bytes.map((encoding) => createHash('sha256').update(encoding).digest())),
  ]);
}

const NEXT = `
  SELECT id, encoding FROM linkage.mention WHERE active AND id > $1::integer ORDER BY id LIMIT $2::integer`;

const THESE = `
  SELECT id, source, mention_ref AS "mentionRef", encoding FROM linkage.mention
   WHERE active AND id = ANY($1::integer[]) ORDER BY id FOR UPDATE SKIP LOCKED`;

const WRITE = `
  UPDATE linkage.mention AS held
     SET encoding = substr($4::bytea, start, length), digest = substr($5::bytea, 32 * place::integer - 31, 32)
    FROM unnest($1::integer[], $2::integer[], $3::integer[]) WITH ORDINALITY AS stripped (id, start, length, place)
   WHERE held.id = stripped.id`;
