import type { DataSource } from 'typeorm';
import { inTransaction } from '#persistence';

/**
 * Days for which the answer to a message is kept whole, and what was refused is shown to operators: three times as long as the
 * brokers keep an answer, so that a system that was away gets it again.
 */
export const ANSWERS_KEPT_DAYS = 90;

const DAY_MS = 86_400_000;
/** Rows of one transaction: none holds locks for long. */
const BATCH = 5_000;

/** What is left of an answer: how it ended, under the digest of what was signed, so that a message never counts again. */
const FORGET = `
  UPDATE agency.message SET answer = jsonb_build_object('outcome', answer -> 'outcome'), forgotten = true
   WHERE (organisation, id) IN (
         SELECT organisation, id FROM agency.message WHERE NOT forgotten AND answered_at < $1
          ORDER BY answered_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;

/** A refused message is judged anew when it comes again: nothing rests on its row. */
const CLEAR = `
  DELETE FROM agency.refused
   WHERE (stream, record_offset) IN (
         SELECT stream, record_offset FROM agency.refused WHERE refused_at < $1 ORDER BY refused_at LIMIT ${BATCH})`;

/** Forgets record ids, cases and reasons of old answers, and old refusals. To be run at intervals. */
export class ForgetAnswers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly now: () => Date,
  ) {}

  /** Gives the number of rows; repeatable. */
  async execute(): Promise<{ readonly answers: number; readonly refusals: number }> {
    const before = new Date(this.now().getTime() - ANSWERS_KEPT_DAYS * DAY_MS);
    return { answers: await this.all(FORGET, before), refusals: await this.all(CLEAR, before) };
  }

  private async all(sql: string, before: Date): Promise<number> {
    let total = 0;
    for (let rows = BATCH; rows === BATCH; total += rows) {
      rows = await inTransaction(this.dataSource, (tx) => tx.run(sql, [before]));
    }
    return total;
  }
}
