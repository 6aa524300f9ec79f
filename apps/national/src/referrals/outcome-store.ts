import type { ReferralOutcome } from '#domain';
import type { Transaction } from '#persistence';

/** The parts that are sealed to somebody: opened elsewhere, and kept here by nobody. */
const SEALED = ['preview', 'question', 'answer', 'guard'];

/**
 * Keeps an outcome. One that is there already is a repeat, unless it says something else.
 * @returns whether it is new, known, or contradicts what was told before under its sequence
 */
export async function keepOutcome(
  tx: Transaction,
  { type, referralRef, data }: ReferralOutcome,
): Promise<'new' | 'known' | 'contradiction'> {
  const plain = Object.fromEntries(Object.entries(data).filter(([field]) => !SEALED.includes(field)));
  const values = [referralRef, data.sequence, type, JSON.stringify(plain)];
  const added = await tx.run(
    `INSERT INTO referral.outcome (referral_ref, sequence, type, data) VALUES ($1::uuid, $2, $3, $4::jsonb)
     ON CONFLICT DO NOTHING`,
    values,
  );
  if (added > 0) return 'new';
  const same = await tx.rows(
    `SELECT FROM referral.outcome WHERE referral_ref = $1::uuid AND sequence = $2 AND type = $3 AND data = $4::jsonb`,
    values,
  );
  return same.length > 0 ? 'known' : 'contradiction';
}

/** In the order of the history, whatever the order of arrival. */
export async function outcomesOf(tx: Transaction, referralRef: string): Promise<ReferralOutcome[]> {
  return tx.rows<ReferralOutcome>(
    `SELECT type, referral_ref AS "referralRef", data FROM referral.outcome WHERE referral_ref = $1::uuid ORDER BY sequence`,
    [referralRef],
  );
}
