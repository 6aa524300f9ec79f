import type { Transaction } from '#persistence';

/** Entries that others refer to come last. */
const TABLES = [
  'reflection.breach',
  'reflection.act',
  'care.person_return',
  'care.assessment',
  'care.service',
  'care.penalisation',
  'care.entitlement',
];

/** Part of an erasure: nothing of what was done for the person or to them stays, nor counts in later figures. */
export async function forgetCare(tx: Transaction, caseRef: string): Promise<void> {
  for (const table of TABLES) await tx.run(`DELETE FROM ${table} WHERE case_ref = $1::uuid`, [caseRef]);
}
