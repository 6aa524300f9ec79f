import { randomUUID } from 'node:crypto';
import type { RecordAnswer } from '#contracts';
import type { LogTopic, Stream } from '#messaging';
import type { Transaction } from '#persistence';
import type { FaultyMessage, SignedRecord } from './read-message.js';

/** What became of a record, without the place of one message. */
export type Outcome = Omit<RecordAnswer, 'position' | 'message_id'>;

/** A message that counted before. */
export interface KnownMessage {
  readonly digest: Buffer;
  /** Of a forgotten one the outcome alone. */
  readonly answer: Outcome;
  readonly forgotten: boolean;
  /** The case that the organisation's record of the same id has now; `null`: none. */
  readonly caseRef: string | null;
}

/** An answer on its way to one organisation. */
export interface PendingAnswer {
  readonly organisation: string;
  readonly recordId: string | undefined;
  readonly answer: RecordAnswer;
}

/** An answer as it lies in the outbox. */
export interface StoredAnswer extends PendingAnswer {
  readonly seq: string;
  readonly id: string;
  readonly decidedAt: Date;
}

export const messageKey = ({ organisation, id }: Pick<SignedRecord, 'organisation' | 'id'>) => `${organisation} ${id}`;

/**
 * One look into each index for a message: OFFSET 0 keeps a planner that believes the tables small from reading them whole.
 */
const KNOWN_SQL = `
  SELECT organisation, id, known.digest, known.answer, known.forgotten, episode.case_ref AS "caseRef"
    FROM unnest($1::text[], $2::uuid[], $3::text[]) AS asked (organisation, id, record_id),
         LATERAL (SELECT digest, answer, forgotten FROM agency.message
                   WHERE message.organisation = asked.organisation AND message.id = asked.id OFFSET 0) AS known
    LEFT JOIN LATERAL (SELECT case_ref FROM register.episode
                        WHERE episode.organisation = asked.organisation AND episode.record_id = asked.record_id
                       OFFSET 0) AS episode ON true`;

/** The messages among these that counted before, by `messageKey`. */
export async function knownMessages(
  tx: Transaction,
  messages: readonly SignedRecord[],
): Promise<Map<string, KnownMessage>> {
  if (messages.length === 0) return new Map();
  const rows = await tx.rows<KnownMessage & { organisation: string; id: string }>(KNOWN_SQL, [
    messages.map(({ organisation }) => organisation),
    messages.map(({ id }) => id),
    messages.map(({ recordId }) => recordId),
  ]);
  return new Map(rows.map((row) => [messageKey(row), row]));
}

export async function rememberMessages(
  tx: Transaction,
  messages: readonly (Pick<SignedRecord, 'organisation' | 'id' | 'digest'> & { readonly answer: Outcome })[],
): Promise<void> {
  if (messages.length === 0) return;
  await tx.run(
    `INSERT INTO agency.message (organisation, id, digest, answer)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::bytea[], $4::jsonb[])`,
    [
      messages.map(({ organisation }) => organisation),
      messages.map(({ id }) => id),
      messages.map(({ digest }) => digest),
      messages.map(({ answer }) => JSON.stringify(answer)),
    ],
  );
}

/** Puts answers into the outbox, in the transaction that made them true. */
export async function addAnswers(tx: Transaction, answers: readonly PendingAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  await tx.run(
    `INSERT INTO agency.answer (id, organisation, record_id, answer)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[])`,
    [
      answers.map(() => randomUUID()),
      answers.map(({ organisation }) => organisation),
      answers.map(({ recordId }) => recordId ?? null),
      answers.map(({ answer }) => JSON.stringify(answer)),
    ],
  );
}

/** Notes messages whose record was not looked at: position, digest and reason. */
export async function noteRefused(
  tx: Transaction,
  stream: Stream<LogTopic>,
  messages: readonly FaultyMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await tx.run(
    `INSERT INTO agency.refused (stream, record_offset, organisation, reason, digest)
     SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bytea[])`,
    [
      stream.id,
      messages.map(({ offset }) => offset.toString()),
      messages.map(({ organisation }) => organisation ?? null),
      messages.map(({ fault }) => fault),
      messages.map(({ digest }) => digest),
    ],
  );
}

/** Organisations that answers wait for. */
export async function organisationsToAnswer(tx: Transaction): Promise<string[]> {
  const rows = await tx.rows<{ organisation: string }>('SELECT DISTINCT organisation FROM agency.answer ORDER BY 1');
  return rows.map(({ organisation }) => organisation);
}

/** The oldest answers for one organisation, locked until the transaction ends: of two senders one waits and finds them gone. */
export async function oldestAnswers(tx: Transaction, organisation: string, limit: number): Promise<StoredAnswer[]> {
  const rows = await tx.rows<Omit<StoredAnswer, 'recordId'> & { recordId: string | null }>(
    `SELECT seq, id, organisation, record_id AS "recordId", answer, decided_at AS "decidedAt"
       FROM agency.answer WHERE organisation = $1 ORDER BY seq LIMIT $2 FOR UPDATE`,
    [organisation, limit],
  );
  return rows.map((row) => ({ ...row, recordId: row.recordId ?? undefined }));
}

/** Answers that the brokers have need no place here; a repeated message finds its own in `agency.message`. */
export async function forgetAnswers(tx: Transaction, answers: readonly StoredAnswer[]): Promise<void> {
  await tx.run('DELETE FROM agency.answer WHERE seq = ANY ($1::bigint[])', [answers.map(({ seq }) => seq)]);
}
