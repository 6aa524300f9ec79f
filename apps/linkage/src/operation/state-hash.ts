import { createHash, type Hash } from 'node:crypto';
import { inTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { HASHED_SECTIONS, type HashedSection } from './hashed-sections.js';

export interface StateHash {
  readonly algorithm: 'SHA-256';
  /** 64 hex digits. */
  readonly stateHash: string;
  /** Rows hashed, by section. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Rows fetched at a time: what the process holds in memory, whatever the size of the state. */
const FETCH_ROWS = 2_000;

/** The hash of the whole state at one instant. Chunks go on being applied meanwhile and are not in it. */
export function stateHash(dataSource: DataSource): Promise<StateHash> {
  return inTransaction(dataSource, async (tx) => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return hashIn(tx);
  });
}

/** The hash of what the transaction sees. */
export async function hashIn(tx: Transaction): Promise<StateHash> {
  const hash = createHash('sha256');
  const rows: Record<string, number> = {};
  for (const section of HASHED_SECTIONS) rows[section.name] = await hashSection(tx, section, hash);
  return { algorithm: 'SHA-256', stateHash: hash.digest('hex'), rows };
}

async function hashSection(tx: Transaction, { name, columns, sql }: HashedSection, hash: Hash): Promise<number> {
  hash.update(`${JSON.stringify(['table', name])}\n`);
  await tx.run(`DECLARE state NO SCROLL CURSOR FOR ${sql}`);
  let count = 0;
  for (;;) {
    const rows = await tx.rows<Record<string, unknown>>(`FETCH ${FETCH_ROWS} FROM state`);
    // Text is made here and not by the server, whose settings could change a text form.
    for (const row of rows) hash.update(`${JSON.stringify(columns.map((column) => row[column]))}\n`);
    count += rows.length;
    if (rows.length < FETCH_ROWS) break;
  }
  await tx.run('CLOSE state');
  return count;
}
