import type { Transaction } from '#persistence';
import type { CareWorker } from './care-worker.js';

export type CareTable = 'assessment' | 'service' | 'penalisation' | 'person_return' | 'entitlement';

/**
 * Records an entry of an organisation about a case, once: the same entry again gives the reference of the first.
 * @returns reference of the entry
 */
export async function recordOnce(
  tx: Transaction,
  table: CareTable,
  worker: CareWorker,
  entry: Readonly<Record<string, unknown>>,
): Promise<string> {
  const row = { ...entry, organisation: worker.organisation, caller: worker.caller };
  const names = Object.keys(row);
  const [stored] = await tx.rows<{ id: string }>(
    `INSERT INTO care.${table} AS known (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})
         ON CONFLICT ON CONSTRAINT ${table}_once DO UPDATE SET caller = known.caller RETURNING id`,
    Object.values(row),
  );
  if (stored === undefined) throw new Error('an entry was neither stored nor found');
  return stored.id;
}
