import type { ReferralOutcome } from '#domain';
import type { Transaction } from '#persistence';

/** Adds outcomes to the ledger from which times and shares of referrals are counted. One that is there already stays. */
export async function addToLedger(tx: Transaction, outcomes: readonly ReferralOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.run(
    `INSERT INTO aggregator.referral_outcome (referral_ref, sequence, type, status, reason, at)
     SELECT * FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
         ON CONFLICT DO NOTHING`,
    [
      outcomes.map(({ referralRef }) => referralRef),
      outcomes.map(({ data }) => data.sequence),
      outcomes.map(({ type }) => type),
      outcomes.map(({ data }) => ('status' in data ? data.status : null)),
      outcomes.map(reasonOf),
      outcomes.map(({ data }) => data.at),
    ],
  );
}

function reasonOf({ data }: ReferralOutcome): string | null {
  if ('reason' in data) return data.reason;
  if ('why' in data) return data.why;
  return 'mark' in data ? data.mark : null;
}
