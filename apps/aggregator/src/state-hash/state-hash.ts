import { createHash, type Hash } from 'node:crypto';
import { inTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { HASHED_TABLES, type HashedTable } from './hashed-tables.js';

export interface StateHash {
  readonly algorithm: 'SHA-256';
  /** 64 hex digits. */
  readonly stateHash: string;
  /** Rows hashed, by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Rows fetched at a time: what the process holds in memory, whatever the size of the state. */
const FETCH_ROWS = 2_000;

/** The hash of the whole state at one instant. Chunks go on being applied meanwhile and are not in it. */
export function stateHash(dataSource: DataSource): Promise<StateHash> {
  return inTransaction(dataSource, async (tx) => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const hash = createHash('sha256');
    const rows: Record<string, number> = {};
    for (const table of HASHED_TABLES) rows[table.name] = await hashTable(tx, table, hash);
    return { algorithm: 'SHA-256', stateHash: hash.digest('hex'), rows };
  });
}

async function hashTable(tx: Transaction, table: HashedTable, hash: Hash): Promise<number> {
  hash.update(`${JSON.stringify(['table', table.name])}\n`);
  // One JSON array a row, made here and not by the server, whose settings could change a text form.
  const columns = table.columns.join(', ');
  await tx.run(
    `DECLARE state NO SCROLL CURSOR FOR SELECT ${columns} FROM aggregator.${table.name} ORDER BY ${table.key.join(', ')}`,
  );
  let count = 0;
  for (;;) {
    const rows = await tx.rows<Record<string, unknown>>(`FETCH ${FETCH_ROWS} FROM state`);
    for (const row of rows) hash.update(`${JSON.stringify(table.columns.map((column) => row[column]))}\n`);
    count += rows.length;
    if (rows.length < FETCH_ROWS) break;
  }
  await tx.run('CLOSE state');
  return count;
}
