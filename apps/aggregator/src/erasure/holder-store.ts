import type { CountryCode } from '#contracts';
import type { Transaction } from '#persistence';

/** A country that was told of a referral, and the one whose person it is about. */
export interface Holder {
  readonly referralRef: string;
  readonly sender: CountryCode;
  readonly holder: CountryCode;
}

/** Notes who has been told of referrals; what the sequencer knows of them names sender, receiver and case. Repeatable. */
export async function addHolders(tx: Transaction, referralRefs: readonly string[]): Promise<void> {
  await tx.run(
    `INSERT INTO aggregator.referral_holder (referral_ref, sender, case_ref, holder)
     SELECT referral_ref, from_country, case_ref, to_country FROM aggregator.referral
      WHERE referral_ref = ANY ($1::uuid[]) AND status IS NOT NULL
         ON CONFLICT DO NOTHING`,
    [referralRefs],
  );
}

/** Whether there may be anything to tell about one of the referrals: its case is erased, or its sender shares it no more. Almost never. */
export async function isAnyConcerned(tx: Transaction, referralRefs: readonly string[]): Promise<boolean> {
  return (await tx.rows(CONCERNED, [referralRefs])).length > 0;
}

/** Those of the referrals whose case is erased and whose holder was not asked yet; they count as asked from now on. */
export function askOfReferrals(tx: Transaction, referralRefs: readonly string[]): Promise<Holder[]> {
  return tx.rows<Holder>(ASK('h.referral_ref = ANY ($1::uuid[])'), [referralRefs]);
}

/** The same for every referral of some cases of a country. */
export function askOfCases(tx: Transaction, sender: string, caseRefs: readonly string[]): Promise<Holder[]> {
  return tx.rows<Holder>(ASK('h.sender = $1 AND h.case_ref = ANY ($2::uuid[])'), [sender, caseRefs]);
}

/** Keeps what a country says to have erased, whether it was asked or not. */
export async function keepConfirmations(
  tx: Transaction,
  confirmed: readonly { readonly referralRef: string; readonly holder: string }[],
): Promise<void> {
  await tx.run(
    `INSERT INTO aggregator.erasure_confirmation (referral_ref, holder)
     SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING`,
    [confirmed.map(({ referralRef }) => referralRef), confirmed.map(({ holder }) => holder)],
  );
}

/** Those of the referrals whose holder was asked and has confirmed, and whose sender does not know it yet; it counts as told. */
export function passOn(tx: Transaction, referralRefs: readonly string[]): Promise<Holder[]> {
  return tx.rows<Holder>(PASS_ON, [referralRefs]);
}

const RETURNED = 'h.referral_ref AS "referralRef", h.sender, h.holder';

const CONCERNED = `
  SELECT FROM aggregator.referral_holder h JOIN aggregator.case_state c ON c.source = h.sender AND c.case_ref = h.case_ref
   WHERE h.referral_ref = ANY ($1::uuid[]) AND c.state = 'ERASED'
   UNION ALL
  SELECT FROM aggregator.sharing_stop WHERE referral_ref = ANY ($1::uuid[])
   LIMIT 1`;

const ASK = (which: string) => `
  WITH due AS (
    UPDATE aggregator.referral_holder h SET asked = true FROM aggregator.case_state c
     WHERE ${which} AND NOT h.asked AND c.source = h.sender AND c.case_ref = h.case_ref AND c.state = 'ERASED'
    RETURNING ${RETURNED})
  SELECT * FROM due ORDER BY "referralRef"`;

// Nobody confirms for somebody else: the confirmation is the receiver's own.
const PASS_ON = `
  WITH due AS (
    UPDATE aggregator.referral_holder h SET passed_on = true FROM aggregator.erasure_confirmation c
     WHERE h.referral_ref = ANY ($1::uuid[]) AND h.asked AND NOT h.passed_on
       AND c.referral_ref = h.referral_ref AND c.holder = h.holder
    RETURNING ${RETURNED})
  SELECT * FROM due ORDER BY "referralRef"`;
