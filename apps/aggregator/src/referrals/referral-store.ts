import type { Referral, ReferralHistory } from '#domain';
import { NO_HISTORY } from '#domain';
import type { Transaction } from '#persistence';

/** A history and when the clock will next do something to it, milliseconds since 1970; `null`: never. */
export interface StoredHistory {
  readonly referralRef: string;
  readonly history: ReferralHistory;
}

type Column = string | number | boolean | Date | readonly string[] | null;
type Row = Readonly<Record<string, Column>> & { readonly referral_ref: string; readonly sequence: number };

/** Histories by reference; one that does not exist yet is the empty one. Lock the referrals first. */
export async function loadHistories(tx: Transaction, refs: readonly string[]): Promise<Map<string, ReferralHistory>> {
  const rows = await tx.rows<Row>('SELECT * FROM aggregator.referral WHERE referral_ref = ANY ($1::uuid[])', [refs]);
  const found = new Map(rows.map((row) => [row.referral_ref, historyOf(row)]));
  return new Map(refs.map((ref) => [ref, found.get(ref) ?? NO_HISTORY]));
}

/** The number of the last outcome of each referral that this store has. */
export async function loadSequences(tx: Transaction, refs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<Row>(
    'SELECT referral_ref, sequence FROM aggregator.referral WHERE referral_ref = ANY ($1::uuid[])',
    [refs],
  );
  return new Map(rows.map(({ referral_ref: ref, sequence }) => [ref, sequence]));
}

/** Every referral of some cases. */
export async function loadCases(
  tx: Transaction,
  cases: readonly { readonly from: string; readonly caseRef: string }[],
): Promise<StoredHistory[]> {
  if (cases.length === 0) return [];
  const rows = await tx.rows<Row>(
    `SELECT r.* FROM aggregator.referral r
       JOIN (SELECT DISTINCT * FROM unnest($1::text[], $2::uuid[]) AS c (from_country, case_ref)) c
         ON r.from_country = c.from_country AND r.case_ref = c.case_ref
      ORDER BY r.referral_ref`,
    [cases.map(({ from }) => from), cases.map(({ caseRef }) => caseRef)],
  );
  return rows.map(stored);
}

/** Histories to which the clock does something by a moment, earliest first. */
export async function loadDue(tx: Transaction, until: Date, limit: number): Promise<StoredHistory[]> {
  const rows = await tx.rows<Row>(
    'SELECT * FROM aggregator.referral WHERE due_at <= $1 ORDER BY due_at, referral_ref LIMIT $2',
    [until.toISOString(), limit],
  );
  return rows.map(stored);
}

/** Stores histories as they stand, with the moment at which the clock is next due. */
export async function saveHistories(
  tx: Transaction,
  histories: readonly (StoredHistory & { readonly dueAt: number | null })[],
): Promise<void> {
  if (histories.length === 0) return;
  const rows = histories.map(rowOf);
  await tx.run(SAVE, [JSON.stringify(rows)]);
}

function stored(row: Row): StoredHistory {
  return { referralRef: row.referral_ref, history: historyOf(row) };
}

function historyOf(row: Row): ReferralHistory {
  return { sequence: row.sequence, referral: row['status'] === null ? null : referralOf(row) };
}

const ms = (value: Column | undefined) => (value instanceof Date ? value.getTime() : null);

/** The table's columns are checked where they are written; a row is what `rowOf` made. */
function referralOf(row: Row): Referral {
  const askedAt = ms(row['asked_at']);
  const limit = ms(row['question_limit']);
  return {
    referralRef: row.referral_ref,
    from: row['from_country'],
    to: row['to_country'],
    receiver: row['to_country'],
    mode: row['mode'],
    reason: row['reason'],
    urgency: row['urgency'],
    consents: row['consents'],
    caseRef: row['case_ref'],
    slotRefs: row['slot_refs'],
    status: row['status'],
    version: row['version'],
    versionBeforeExpiry: row['version_before_expiry'],
    requestedAt: ms(row['requested_at']),
    answerTime: Number(row['answer_ms']),
    deadline: ms(row['deadline']),
    questions: row['questions'],
    question: askedAt === null || limit === null ? null : { askedAt, limit },
    marks: row['marks'],
    startBy: ms(row['start_by']),
    expiredAt: ms(row['expired_at']),
    lateUntil: ms(row['late_until']),
    receiverCaseRef: row['receiver_case_ref'],
    linked: row['linked'],
  } as Referral;
}

const iso = (value: number | null) => (value === null ? null : new Date(value).toISOString());

function rowOf({ referralRef, history, dueAt }: StoredHistory & { readonly dueAt: number | null }): object {
  const { sequence, referral } = history;
  const known = { referral_ref: referralRef, sequence };
  if (referral === null) return known;
  return {
    ...known,
    status: referral.status,
    from_country: referral.from,
    to_country: referral.to,
    mode: referral.mode,
    reason: referral.reason,
    urgency: referral.urgency,
    consents: referral.consents,
    case_ref: referral.caseRef,
    slot_refs: referral.slotRefs,
    version: referral.version,
    version_before_expiry: referral.versionBeforeExpiry,
    requested_at: iso(referral.requestedAt),
    answer_ms: referral.answerTime,
    deadline: iso(referral.deadline),
    questions: referral.questions,
    asked_at: iso(referral.question?.askedAt ?? null),
    question_limit: iso(referral.question?.limit ?? null),
    marks: referral.marks,
    start_by: iso(referral.startBy),
    expired_at: iso(referral.expiredAt),
    late_until: iso(referral.lateUntil),
    receiver_case_ref: referral.receiverCaseRef,
    linked: referral.linked,
    due_at: iso(dueAt),
  };
}

const COLUMNS = [
  ...['sequence', 'status', 'from_country', 'to_country', 'mode', 'reason', 'urgency', 'consents', 'case_ref'],
  ...['slot_refs', 'version', 'version_before_expiry', 'requested_at', 'answer_ms', 'deadline', 'questions'],
  ...['asked_at', 'question_limit', 'marks', 'start_by', 'expired_at', 'late_until', 'receiver_case_ref', 'linked'],
  'due_at',
];

const SAVE = `
  INSERT INTO aggregator.referral (referral_ref, ${COLUMNS.join(', ')})
  SELECT referral_ref, ${COLUMNS.join(', ')} FROM jsonb_populate_recordset(NULL::aggregator.referral, $1::jsonb)
   ORDER BY referral_ref
      ON CONFLICT (referral_ref) DO UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`;
