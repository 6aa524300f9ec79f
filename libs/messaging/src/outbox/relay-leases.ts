import type { DataSource, QueryRunner } from 'typeorm';
import { partitionFor } from './partition.js';

/** Parts of the outbox that relays take one by one. More than the relays of one service will ever be. */
export const OUTBOX_LEASES = 8;

/** First key of the advisory locks; the second is the lease. */
const LOCK_CLASS = 0x6b6f7574;

/**
 * Settings of the connection. A host that lost power would otherwise hold its leases for two hours. What is unsent is few rows at the
 * end of an index full of others that were sent: a plain scan of the index marks those, a bitmap or the table is read whole by
 * every look, and statistics of a table that is empty most of the time say nothing. A mark that a crash of the server takes
 * back means a repeat, which a crash of the relay does too; nobody need wait for the disk.
 */
const SETTINGS = {
  tcp_keepalives_idle: '5',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  enable_bitmapscan: 'off',
  enable_seqscan: 'off',
  synchronous_commit: 'off',
};

const TRY = 'SELECT lease, pg_try_advisory_lock($1, lease) AS taken FROM unnest($2::integer[]) AS lease';

/** The part of the outbox that a subject lies in. */
export function leaseOf(subject: string): number {
  return partitionFor(subject, OUTBOX_LEASES);
}

/**
 * The leases of one relay: session-level advisory locks on a connection of its own, over which the relay also reads and
 * marks. PostgreSQL gives them to another relay only when that connection has ended, and then this relay can neither
 * read further rows nor mark any.
 */
export class RelayLeases {
  private readonly held = new Set<number>();
  private runner: QueryRunner | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly limit: number,
  ) {}

  /** Takes what is free, up to the limit. Gives the leases held. */
  async acquire(): Promise<readonly number[]> {
    const missing = Array.from({ length: OUTBOX_LEASES }, (_, lease) => lease).filter((lease) => !this.held.has(lease));
    if (this.held.size >= this.limit || missing.length === 0) return [...this.held];
    const rows = await this.rows<{ lease: number; taken: boolean }>(TRY, [LOCK_CLASS, missing]);
    for (const { lease } of rows.filter((row) => row.taken)) {
      if (this.held.size < this.limit) this.held.add(lease);
      else await this.rows('SELECT pg_advisory_unlock($1, $2)', [LOCK_CLASS, lease]);
    }
    return [...this.held];
  }

  /** Runs a statement on the connection that holds the leases, and gives its rows. */
  async rows<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const runner = (this.runner ??= await this.connect());
    const result = await runner.query(sql, [...parameters], true);
    return result.records as T[];
  }

  /** Gives everything back. A broken connection has already done so. */
  async release(): Promise<void> {
    const { runner } = this;
    this.runner = undefined;
    this.held.clear();
    if (runner === undefined || runner.isReleased) return;
    // The connection goes back to the pool as it came.
    await runner.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await runner.query('RESET ALL').catch(() => undefined);
    await runner.release().catch(() => undefined);
  }

  private async connect(): Promise<QueryRunner> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      await runner.query(
        'SELECT set_config(name, value, false) FROM unnest($1::text[], $2::text[]) AS s (name, value)',
        [Object.keys(SETTINGS), Object.values(SETTINGS)],
      );
      return runner;
    } catch (error) {
      await runner.release().catch(() => undefined);
      throw error;
    }
  }
}
