import type { Transaction } from '#persistence';
import type { Holder } from './holder-store.js';

/** Keeps which referrals a country shares no more, whether they are its own or not. */
export async function keepStops(
  tx: Transaction,
  stops: readonly { readonly referralRef: string; readonly sender: string }[],
): Promise<void> {
  await tx.run(
    `INSERT INTO aggregator.sharing_stop (referral_ref, sender)
     SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING`,
    [stops.map(({ referralRef }) => referralRef), stops.map(({ sender }) => sender)],
  );
}

/** Keeps what a country says to have destroyed, whether it was told to or not. */
export async function keepStopConfirmations(
  tx: Transaction,
  confirmed: readonly { readonly referralRef: string; readonly holder: string }[],
): Promise<void> {
  await tx.run(
    `INSERT INTO aggregator.sharing_confirmation (referral_ref, holder)
     SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING`,
    [confirmed.map(({ referralRef }) => referralRef), confirmed.map(({ holder }) => holder)],
  );
}

/** Those of the referrals that their sender shares no more, as far as is committed now. */
export async function stoppedReferrals(tx: Transaction, referralRefs: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ ref: string }>(
    `SELECT s.referral_ref AS ref FROM aggregator.sharing_stop s
       JOIN aggregator.referral r ON r.referral_ref = s.referral_ref AND r.from_country = s.sender
      WHERE s.referral_ref = ANY ($1::uuid[])`,
    [referralRefs],
  );
  return new Set(rows.map(({ ref }) => ref));
}

/** Those of the referrals whose sender stopped and whose receiver was not told yet; they count as told from now on. */
export function tellOfStops(tx: Transaction, referralRefs: readonly string[]): Promise<Holder[]> {
  return tx.rows<Holder>(TELL, [referralRefs]);
}

/** Those of the referrals whose receiver was told and has confirmed, and whose sender does not know it yet. */
export function passOnStops(tx: Transaction, referralRefs: readonly string[]): Promise<Holder[]> {
  return tx.rows<Holder>(PASS_ON, [referralRefs]);
}

const RETURNED = 'h.referral_ref AS "referralRef", h.sender, h.holder';

// Nobody stops, and nobody confirms, for somebody else.
const TELL = `
  WITH due AS (
    UPDATE aggregator.referral_holder h SET stop_told = true FROM aggregator.sharing_stop s
     WHERE h.referral_ref = ANY ($1::uuid[]) AND NOT h.stop_told
       AND s.referral_ref = h.referral_ref AND s.sender = h.sender
    RETURNING ${RETURNED})
  SELECT * FROM due ORDER BY "referralRef"`;

const PASS_ON = `
  WITH due AS (
    UPDATE aggregator.referral_holder h SET stop_passed_on = true FROM aggregator.sharing_confirmation c
     WHERE h.referral_ref = ANY ($1::uuid[]) AND h.stop_told AND NOT h.stop_passed_on
       AND c.referral_ref = h.referral_ref AND c.holder = h.holder
    RETURNING ${RETURNED})
  SELECT * FROM due ORDER BY "referralRef"`;
