import type { CountryCode } from '#contracts';
import type { Transaction } from '#persistence';
import type { OwnReferral } from './own-referral.js';

interface Row extends Omit<OwnReferral, 'keySlot'> {
  readonly keySlot: string;
}

/** Referrals in one page of a list. */
export const PAGE = 100;

const COLUMNS = `referral_ref AS "referralRef", direction, country, organisation, case_ref AS "caseRef", slot_refs AS "slotRefs",
  key_slot AS "keySlot", key_destroyed_at AS "keyDestroyedAt", sharing_stopped_at AS "sharingStoppedAt",
  stop_asked_at AS "stopAskedAt", stop_confirmed_at AS "stopConfirmedAt"`;

export async function addReferral(
  tx: Transaction,
  referral: Omit<OwnReferral, 'keyDestroyedAt' | 'sharingStoppedAt' | 'stopAskedAt' | 'stopConfirmedAt'>,
): Promise<void> {
  const { referralRef, direction, country, organisation, caseRef, slotRefs, keySlot } = referral;
  await tx.run(
    `INSERT INTO referral.referral (referral_ref, direction, country, organisation, case_ref, slot_refs, key_slot)
     VALUES ($1::uuid, $2, $3, $4, $5::uuid, $6::uuid[], $7)`,
    [referralRef, direction, country, organisation, caseRef, slotRefs, keySlot],
  );
}

/** Undefined for another organisation's referral as for one that is not there. Locks it. */
export async function referralOf(
  tx: Transaction,
  organisation: string,
  referralRef: string,
): Promise<OwnReferral | undefined> {
  const sql = `SELECT ${COLUMNS} FROM referral.referral WHERE organisation = $1 AND referral_ref = $2::uuid FOR UPDATE`;
  return (await tx.rows<Row>(sql, [organisation, referralRef])).map(referralFrom)[0];
}

/** Whosever it is: for what the regional side tells, never for a caller. Locks it. */
export async function anyReferral(tx: Transaction, referralRef: string): Promise<OwnReferral | undefined> {
  const sql = `SELECT ${COLUMNS} FROM referral.referral WHERE referral_ref = $1::uuid FOR UPDATE`;
  return (await tx.rows<Row>(sql, [referralRef])).map(referralFrom)[0];
}

/** An organisation's referrals by reference, after the given one. */
export async function referralsOf(tx: Transaction, organisation: string, after: string): Promise<OwnReferral[]> {
  const sql = `SELECT ${COLUMNS} FROM referral.referral WHERE organisation = $1 AND referral_ref > $2::uuid
                ORDER BY referral_ref LIMIT ${PAGE}`;
  return (await tx.rows<Row>(sql, [organisation, after])).map(referralFrom);
}

/** What was ever asked of other countries for a case. Locks them. */
export async function referralsOut(tx: Transaction, caseRef: string): Promise<OwnReferral[]> {
  const sql = `SELECT ${COLUMNS} FROM referral.referral WHERE case_ref = $1::uuid AND direction = 'OUT'
                ORDER BY referral_ref FOR UPDATE`;
  return (await tx.rows<Row>(sql, [caseRef])).map(referralFrom);
}

/** The receiver's own case; `null`: the start that named it was refused. */
export async function setOwnCase(tx: Transaction, referralRef: string, caseRef: string | null): Promise<void> {
  await tx.run('UPDATE referral.referral SET case_ref = $2::uuid WHERE referral_ref = $1::uuid', [
    referralRef,
    caseRef,
  ]);
}

/** When the referral's data key ends; `null`: not foreseen. What has ended stays ended. */
export async function setKeyEnd(tx: Transaction, referralRef: string, at: Date | null): Promise<void> {
  await tx.run(
    'UPDATE referral.referral SET key_ends_at = $2 WHERE referral_ref = $1::uuid AND key_destroyed_at IS NULL',
    [referralRef, at],
  );
}

export async function stopSharing(tx: Transaction, referralRef: string): Promise<void> {
  await tx.run(
    'UPDATE referral.referral SET sharing_stopped_at = coalesce(sharing_stopped_at, now()) WHERE referral_ref = $1::uuid',
    [referralRef],
  );
}

/** Whether the receiver has to be asked: it was not yet. It counts as asked from now on. */
export async function stopIsToBeAsked(tx: Transaction, referralRef: string, now: Date): Promise<boolean> {
  const sql = `UPDATE referral.referral SET stop_asked_at = $2
                WHERE referral_ref = $1::uuid AND direction = 'OUT' AND stop_asked_at IS NULL RETURNING referral_ref`;
  return (await tx.rows(sql, [referralRef, now])).length > 0;
}

/** The first confirmation of the receiver counts; one that nobody waits for, or of somebody else, changes nothing. */
export async function confirmStop(tx: Transaction, referralRef: string, holder: string, now: Date): Promise<boolean> {
  const sql = `UPDATE referral.referral SET stop_confirmed_at = $3
                WHERE referral_ref = $1::uuid AND country = $2 AND direction = 'OUT'
                  AND stop_asked_at IS NOT NULL AND stop_confirmed_at IS NULL RETURNING referral_ref`;
  return (await tx.rows(sql, [referralRef, holder, now])).length > 0;
}

/** One random reference for each service of the case, the same whenever it is asked for again. */
export async function slotRefsOf(tx: Transaction, caseRef: string, services: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ ref: string }>(
    `INSERT INTO referral.slot AS known (case_ref, service, slot_ref)
     SELECT $1::uuid, service, gen_random_uuid() FROM unnest($2::text[]) AS service ORDER BY service
     ON CONFLICT (case_ref, service) DO UPDATE SET service = known.service RETURNING slot_ref AS ref`,
    [caseRef, services],
  );
  return rows.map(({ ref }) => ref);
}

/** What a receiving country may call the case: random, one for each case and country. */
export async function caseAbroad(tx: Transaction, caseRef: string, country: CountryCode): Promise<string> {
  const [row] = await tx.rows<{ ref: string }>(
    `INSERT INTO referral.case_abroad AS known (case_ref, country, referral_case_ref) VALUES ($1::uuid, $2, gen_random_uuid())
     ON CONFLICT (case_ref, country) DO UPDATE SET country = known.country RETURNING referral_case_ref AS ref`,
    [caseRef, country],
  );
  if (row === undefined) throw new Error('the case has no reference abroad');
  return row.ref;
}

function referralFrom({ keySlot, ...row }: Row): OwnReferral {
  return { ...row, keySlot: Number(keySlot) };
}
