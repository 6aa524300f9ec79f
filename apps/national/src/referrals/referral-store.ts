import type { CountryCode, OrgType, Service } from '#contracts';
import type { Transaction } from '#persistence';
import type { Reader } from './case-worker.js';
import type { OwnReferral } from './own-referral.js';

interface Row extends Omit<OwnReferral, 'keySlot' | 'partner' | 'referredCaseRef'> {
  readonly keySlot: string;
  readonly receiver: string | null;
  readonly receiverCaseRef: string | null;
}

/** Referrals in one page of a list. */
export const PAGE = 100;

const COLUMNS = `referral_ref AS "referralRef", direction, country, organisation, case_ref AS "caseRef", slot_refs AS "slotRefs",
  key_slot AS "keySlot", key_destroyed_at AS "keyDestroyedAt", sharing_stopped_at AS "sharingStoppedAt",
  receiver, receiver_case_ref AS "receiverCaseRef", stop_asked_at AS "stopAskedAt",
  stop_confirmed_at AS "stopConfirmedAt", protected_until AS "protectedUntil"`;

/** $1: an organisation, $2: whether it enforces the law. */
const SEEN = `((organisation = $1 AND (direction = 'OUT' OR NOT $2::boolean)) OR (receiver = $1 AND NOT $2::boolean))`;

export async function addReferral(
  tx: Transaction,
  referral: Omit<
    OwnReferral,
    'keyDestroyedAt' | 'sharingStoppedAt' | 'referredCaseRef' | 'stopAskedAt' | 'stopConfirmedAt'
  > & {
    /** Of the body that asks, here; undefined: it did not state it. */
    readonly senderType?: OrgType | undefined;
  },
): Promise<void> {
  const { referralRef, direction, country, organisation, caseRef, slotRefs, keySlot, partner } = referral;
  const { protectedUntil, senderType = null } = referral;
  await tx.run(
    `INSERT INTO referral.referral (referral_ref, direction, country, organisation, case_ref, slot_refs, key_slot, receiver,
                                    protected_until, sender_type)
     VALUES ($1::uuid, $2, $3, $4, $5::uuid, $6::uuid[], $7, $8, $9, $10)`,
    [referralRef, direction, country, organisation, caseRef, slotRefs, keySlot, partner, protectedUntil, senderType],
  );
}

/** Undefined for what the reader has no part in, or may not receive, as for one that is not there. Locks it. */
export async function referralOf(
  tx: Transaction,
  { organisation, enforcement }: Reader,
  referralRef: string,
): Promise<OwnReferral | undefined> {
  const sql = `SELECT ${COLUMNS} FROM referral.referral WHERE ${SEEN} AND referral_ref = $3::uuid FOR UPDATE`;
  const rows = await tx.rows<Row>(sql, [organisation, enforcement, referralRef]);
  return rows.map((row) => seenBy(organisation, row))[0];
}

/** Whosever it is, as its sender sees it: for what the clock or the regional side tells, never for a caller. Locks it. */
export async function anyReferral(tx: Transaction, referralRef: string): Promise<OwnReferral | undefined> {
  const sql = `SELECT ${COLUMNS} FROM referral.referral WHERE referral_ref = $1::uuid FOR UPDATE`;
  return (await tx.rows<Row>(sql, [referralRef])).map(referralFrom)[0];
}

/** A reader's referrals by reference, after the given one. */
export async function referralsOf(
  tx: Transaction,
  { organisation, enforcement }: Reader,
  after: string,
): Promise<OwnReferral[]> {
  const sql = `SELECT ${COLUMNS} FROM referral.referral WHERE ${SEEN} AND referral_ref > $3::uuid
                ORDER BY referral_ref LIMIT ${PAGE}`;
  return (await tx.rows<Row>(sql, [organisation, enforcement, after])).map((row) => seenBy(organisation, row));
}

/** What was ever asked for a case, of other countries and of organisations of this one. Locks them. */
export async function referralsOut(tx: Transaction, caseRef: string): Promise<OwnReferral[]> {
  const sql = `SELECT ${COLUMNS} FROM referral.referral WHERE case_ref = $1::uuid AND direction = 'OUT'
                ORDER BY referral_ref FOR UPDATE`;
  return (await tx.rows<Row>(sql, [caseRef])).map(referralFrom);
}

/** What other countries asked this one to take on, and that was taken on as this case. */
export async function referralsIn(tx: Transaction, caseRef: string): Promise<string[]> {
  const sql = `SELECT referral_ref AS ref FROM referral.referral WHERE case_ref = $1::uuid AND direction = 'IN'`;
  return (await tx.rows<{ ref: string }>(sql, [caseRef])).map(({ ref }) => ref);
}

/** The receiver's own case; `null`: the start that named it was refused. */
export async function setOwnCase(tx: Transaction, referralRef: string, caseRef: string | null): Promise<void> {
  await tx.run('UPDATE referral.referral SET case_ref = $2::uuid WHERE referral_ref = $1::uuid', [
    referralRef,
    caseRef,
  ]);
}

/** Undefined for a referral across the border as for none. Locks nothing: to find the case that is to be locked first. */
export async function domesticCaseOf(tx: Transaction, referralRef: string): Promise<string | undefined> {
  const sql = `SELECT case_ref AS "caseRef" FROM referral.referral WHERE referral_ref = $1::uuid AND receiver IS NOT NULL`;
  return (await tx.rows<{ caseRef: string }>(sql, [referralRef]))[0]?.caseRef;
}

/** The case that the receiver of a referral inside the country opened at the start. */
export async function setReceiverCase(tx: Transaction, referralRef: string, caseRef: string): Promise<void> {
  const sql = 'UPDATE referral.referral SET receiver_case_ref = $2::uuid WHERE referral_ref = $1::uuid';
  await tx.run(sql, [referralRef, caseRef]);
}

/** What of a case an organisation of the country was asked to take on and may still see, as its sender keeps it. */
export async function referralsTo(tx: Transaction, organisation: string, caseRef: string): Promise<OwnReferral[]> {
  const sql = `SELECT ${COLUMNS} FROM referral.referral
                WHERE case_ref = $1::uuid AND receiver = $2 AND sharing_stopped_at IS NULL ORDER BY referral_ref`;
  return (await tx.rows<Row>(sql, [caseRef, organisation])).map(referralFrom);
}

/** When the clock is to look at a referral inside the country; `null`: never again. */
export async function setDue(tx: Transaction, referralRef: string, at: Date | null): Promise<void> {
  await tx.run('UPDATE referral.referral SET due_at = $2 WHERE referral_ref = $1::uuid', [referralRef, at]);
}

/** Referrals inside the country whose time has come, longest overdue first. */
export async function dueReferrals(tx: Transaction, now: Date): Promise<string[]> {
  const sql = `SELECT referral_ref AS ref FROM referral.referral WHERE due_at <= $1 ORDER BY due_at LIMIT 500`;
  return (await tx.rows<{ ref: string }>(sql, [now])).map(({ ref }) => ref);
}

/** Referrals inside the country whose protection is over. */
export async function lapsedReferrals(tx: Transaction, now: Date): Promise<string[]> {
  const sql = `SELECT referral_ref AS ref FROM referral.referral WHERE protected_until <= $1 ORDER BY protected_until LIMIT 500`;
  return (await tx.rows<{ ref: string }>(sql, [now])).map(({ ref }) => ref);
}

export async function endProtection(tx: Transaction, referralRef: string): Promise<void> {
  await tx.run('UPDATE referral.referral SET protected_until = NULL WHERE referral_ref = $1::uuid', [referralRef]);
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

/** Forgets which services were asked for; the references alone name none. */
export async function forgetSlots(tx: Transaction, caseRef: string): Promise<void> {
  await tx.run('DELETE FROM referral.slot WHERE case_ref = $1::uuid', [caseRef]);
}

/** The services behind references. */
export async function servicesOf(tx: Transaction, slotRefs: readonly string[]): Promise<Service[]> {
  const sql = 'SELECT service FROM referral.slot WHERE slot_ref = ANY ($1::uuid[]) ORDER BY service';
  return (await tx.rows<{ service: Service }>(sql, [slotRefs])).map(({ service }) => service);
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

function referralFrom({ keySlot, receiver, receiverCaseRef: _, ...row }: Row): OwnReferral {
  const referredCaseRef = receiver === null ? null : row.caseRef;
  return { ...row, keySlot: Number(keySlot), partner: receiver, referredCaseRef };
}

/** What is between two organisations of the country looks like what came in to the one that was asked. */
function seenBy(organisation: string, row: Row): OwnReferral {
  const own = referralFrom(row);
  if (row.receiver !== organisation) return own;
  const { receiverCaseRef: caseRef, organisation: partner } = row;
  return { ...own, direction: 'IN', organisation, partner, caseRef, slotRefs: [] };
}
