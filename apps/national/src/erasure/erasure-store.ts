import type { ErasureDuty } from '#contracts';
import type { Transaction } from '#persistence';
import type { CaseWorker } from '../consents/index.js';
import { REMAINS, type Erasure } from './erasure.js';

export interface ErasureWish {
  /** ISO day on which the person asked. */
  readonly askedOn: string;
  /** The duty that forbids it, `null`: none. */
  readonly duty: ErasureDuty | null;
}

/** Notes a request; a later one replaces a request that a duty limited, and none that is on its way or done. */
export async function addRequest(
  tx: Transaction,
  { caller, organisation }: CaseWorker,
  caseRef: string,
  { askedOn, duty }: ErasureWish,
  now: Date,
): Promise<void> {
  await tx.run(
    `INSERT INTO erasure.request AS known (case_ref, organisation, caller, asked_on, status, duty, requested_at)
     VALUES ($1::uuid, $2, $3, $4::date, CASE WHEN $5::text IS NULL THEN 'REQUESTED' ELSE 'LIMITED' END, $5, $6)
     ON CONFLICT (case_ref) DO UPDATE SET caller = excluded.caller, asked_on = excluded.asked_on,
            status = excluded.status, duty = excluded.duty, requested_at = excluded.requested_at
      WHERE known.status = 'LIMITED'`,
    [caseRef, organisation, caller, askedOn, duty, now],
  );
}

/** Whether the case is to be erased and has not been yet; locked until the transaction ends. */
export async function isRequested(tx: Transaction, caseRef: string): Promise<boolean> {
  const sql = `SELECT FROM erasure.request WHERE case_ref = $1::uuid AND status = 'REQUESTED' FOR UPDATE`;
  return (await tx.rows(sql, [caseRef])).length > 0;
}

/** Cases whose erasure was asked for and has not been carried out. */
export async function requestedCases(tx: Transaction): Promise<string[]> {
  const sql = `SELECT case_ref AS ref FROM erasure.request WHERE status = 'REQUESTED' ORDER BY requested_at, case_ref`;
  return (await tx.rows<{ ref: string }>(sql)).map(({ ref }) => ref);
}

export async function markErased(tx: Transaction, caseRef: string, now: Date): Promise<void> {
  const sql = `UPDATE erasure.request SET status = 'ERASED', erased_at = $2 WHERE case_ref = $1::uuid`;
  await tx.run(sql, [caseRef, now]);
}

/** Somebody from whom a confirmation is due, and the reference under which they hold it. */
export interface Asked {
  readonly holder: string;
  readonly subject: string;
}

export async function addHolders(tx: Transaction, caseRef: string, asked: readonly Asked[], now: Date): Promise<void> {
  await tx.run(
    `INSERT INTO erasure.holder (case_ref, holder, subject, asked_at)
     SELECT $1::uuid, holder, subject, $4 FROM unnest($2::text[], $3::uuid[]) AS asked (holder, subject)
     ON CONFLICT DO NOTHING`,
    [caseRef, asked.map(({ holder }) => holder), asked.map(({ subject }) => subject), now],
  );
}

/** The first confirmation counts; one that nobody asked for changes nothing. */
export async function confirmHolder(tx: Transaction, { holder, subject }: Asked, now: Date): Promise<void> {
  await tx.run(
    `UPDATE erasure.holder SET confirmed_at = $3
      WHERE holder = $1 AND subject = $2::uuid AND confirmed_at IS NULL`,
    [holder, subject, now],
  );
}

const LIST_SQL = `
  SELECT r.case_ref AS "caseRef", r.asked_on::text AS "askedOn", r.status, r.duty, r.erased_at AS "erasedAt",
         h.holder, h.confirmed_at AS "confirmedAt"
    FROM erasure.request r LEFT JOIN erasure.holder h USING (case_ref)
   WHERE ($1::text IS NULL OR r.organisation = $1) AND ($2::uuid IS NULL OR r.case_ref = $2)
   ORDER BY r.requested_at, r.case_ref, h.holder, h.subject`;

type Row = Omit<Erasure, 'holders' | 'unconfirmed' | 'remains'> & {
  readonly holder: string | null;
  readonly confirmedAt: Date | null;
};

/** @param organisation `null`: of all; @param caseRef `null`: every case */
export async function listErasures(
  tx: Transaction,
  organisation: string | null,
  caseRef: string | null,
): Promise<Erasure[]> {
  const erasures = new Map<string, Erasure>();
  for (const { holder, confirmedAt, ...row } of await tx.rows<Row>(LIST_SQL, [organisation, caseRef])) {
    const known = erasures.get(row.caseRef) ?? { ...row, holders: [], unconfirmed: 0, remains: REMAINS };
    const holders = holder === null ? known.holders : [...known.holders, { holder, confirmedAt }];
    const unconfirmed = holders.filter((one) => one.confirmedAt === null).length;
    erasures.set(row.caseRef, { ...known, holders, unconfirmed });
  }
  return [...erasures.values()];
}
