import { randomUUID } from 'node:crypto';
import type { Rows, Transaction } from '#persistence';

/** How long a lease holds without being renewed, seconds. Longer than any decision takes. */
const LEASE_SECONDS = 15;

/**
 * Which instance decides. Fenced by the database: a transaction that decides renews the lease first, and whoever lost it finds no row to renew
 * and decides nothing.
 */
export class SequencerLease {
  private readonly holder = randomUUID();

  /** Whether this instance holds it for a while still: for looking only. Whoever decides holds it anew. */
  async lasts(database: Rows): Promise<boolean> {
    return (await database.rows(LASTS, [this.holder, LEASE_SECONDS])).length === 1;
  }

  /** Takes a lease that is free or over, renews the own one. Gives whether this instance holds it, and whether it is new. */
  async hold(tx: Transaction): Promise<'held' | 'taken' | 'elsewhere'> {
    if ((await tx.run(RENEW, [this.holder, LEASE_SECONDS])) === 1) return 'held';
    return (await tx.run(TAKE, [this.holder, LEASE_SECONDS])) === 1 ? 'taken' : 'elsewhere';
  }

  /** Gives the lease back, so that another instance goes on at once. */
  async release(tx: Transaction): Promise<void> {
    await tx.run('UPDATE aggregator.sequencer_lease SET ends_at = now() WHERE holder = $1', [this.holder]);
  }
}

const LASTS = `
  SELECT FROM aggregator.sequencer_lease WHERE holder = $1 AND ends_at > now() + $2 * interval '1 second' / 2`;

const RENEW = `
  UPDATE aggregator.sequencer_lease SET ends_at = now() + $2 * interval '1 second'
   WHERE holder = $1 AND ends_at > now()`;

const TAKE = `
  INSERT INTO aggregator.sequencer_lease (fence, holder, ends_at) VALUES (1, $1, now() + $2 * interval '1 second')
      ON CONFLICT (single) DO UPDATE
         SET fence = sequencer_lease.fence + 1, holder = excluded.holder, ends_at = excluded.ends_at
       WHERE sequencer_lease.ends_at <= now()`;
