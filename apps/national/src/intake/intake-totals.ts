import type { Transaction } from '#persistence';
import type { Summary } from './line-result.js';

/** Counts since the register was made, kept with what they count. Callers hold the register's lock. */
export async function addToTotals(tx: Transaction, more: Summary): Promise<void> {
  await tx.run(
    `UPDATE register.intake_total SET received = received + $1, registered = registered + $2, changed = changed + $3,
            unchanged = unchanged + $4, rejected = rejected + $5`,
    [more.received, more.registered, more.changed, more.unchanged, more.rejected],
  );
}

export async function readTotals(tx: Transaction): Promise<Summary> {
  const [row] = await tx.rows<Summary>(
    `SELECT received::float8 AS received, registered::float8 AS registered, changed::float8 AS changed,
            unchanged::float8 AS unchanged, rejected::float8 AS rejected FROM register.intake_total`,
  );
  if (row === undefined) throw new Error('register.intake_total has lost its row');
  return row;
}
