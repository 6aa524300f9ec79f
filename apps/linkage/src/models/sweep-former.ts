import type { Transaction } from '#persistence';
import { lockClusters } from '../clusters/cluster-lock.js';

/** Numbers of mentions whose edges are removed in one transaction. */
const RANGE = 5_000;

/** Removes some edges of models that count no more. Gives whether there may be others. */
export async function sweepFormer(tx: Transaction): Promise<boolean> {
  await lockClusters(tx);
  const [first] = await tx.rows<{ lo: number }>(FIRST);
  if (first === undefined) return false;
  await tx.run(REMOVE, [first.lo, first.lo + RANGE]);
  return true;
}

const FORMER = `model IN (SELECT id FROM linkage.model WHERE state = 'FORMER')`;
const FIRST = `SELECT lo FROM linkage.edge WHERE ${FORMER} ORDER BY lo LIMIT 1`;
const REMOVE = `DELETE FROM linkage.edge WHERE lo >= $1::integer AND lo < $2::integer AND ${FORMER}`;
