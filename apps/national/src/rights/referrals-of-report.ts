import type { Transaction } from '#persistence';

type Entry = Readonly<Record<string, unknown>>;

/** Opens what was shared under a referral, as long as its key is there. */
export interface ReferralParts {
  open(tx: Transaction, referralRef: string, keySlot: number): Promise<object>;
}

// What is between two organisations of the country is one row with two sides: each sees the other one.
const REFERRALS = `
  SELECT r.referral_ref AS "referralRef", r.key_slot AS "keySlot",
         CASE WHEN r.receiver = $2 THEN 'IN' ELSE r.direction END AS direction, r.country,
         CASE WHEN r.receiver = $2 THEN r.organisation ELSE r.receiver END AS organisation,
         (r.created_at AT TIME ZONE 'UTC')::date::text AS "on", r.protected_until AS "protectedUntil",
         r.sharing_stopped_at AS "sharingStoppedAt", r.stop_confirmed_at AS "stopConfirmedAt",
         r.key_destroyed_at AS "destroyedHereAt",
         ARRAY (SELECT split_part(o.type, '.', 3) FROM referral.outcome o
                 WHERE o.referral_ref = r.referral_ref ORDER BY o.sequence) AS outcomes
    FROM referral.referral r
   WHERE (r.case_ref = $1::uuid AND r.organisation = $2) OR (r.receiver_case_ref = $1::uuid AND r.receiver = $2)
   ORDER BY r.created_at, r.referral_ref`;

/** Referrals of a case to and from others, what became of them, and what was shared by them and can still be read. */
export async function referralsOfReport(
  tx: Transaction,
  parts: ReferralParts,
  organisation: string,
  caseRef: string,
): Promise<Entry[]> {
  const rows = await tx.rows<Entry & { referralRef: string; keySlot: string }>(REFERRALS, [caseRef, organisation]);
  const entries: Entry[] = [];
  for (const { keySlot, ...row } of rows) {
    entries.push({ ...row, shared: await parts.open(tx, row.referralRef, Number(keySlot)) });
  }
  return entries;
}
