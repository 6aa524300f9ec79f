import type { DataSource } from 'typeorm';
import { type CorrectionRefusal } from '#contracts';
import { answerDue, type RightsPolicy } from '#domain';
import { notFound, ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import { pastDay } from '../care/past-day.js';
import type { CaseWorker } from '../consents/index.js';
import { RecordRefused } from '../intake/field-error.js';
import type { ParsedRecord } from '../intake/parse-record.js';
import type { TakeInRecords } from '../intake/take-in-records.js';
import { lockRegister } from '../register/lock.js';
import { recordKey, type RecordName } from '../register/record-key.js';
import { standingCase } from './standing-case.js';

export interface CorrectionWish {
  readonly asked_on: string;
  readonly fields: readonly string[];
}

/** What came of a wish: the record as it should be, or why it stays as it is. */
export type CorrectionDecision =
  | { readonly decision: 'ACCEPTED'; readonly corrected: ParsedRecord }
  | { readonly decision: 'REFUSED'; readonly refusal: CorrectionRefusal };

export interface CorrectionsOptions {
  readonly dataSource: DataSource;
  readonly takeIn: TakeInRecords;
  readonly policy: RightsPolicy;
  readonly now: () => Date;
}

/** A person says that something in their record is wrong; the organisation that keeps it decides. */
export class Corrections {
  constructor(private readonly options: CorrectionsOptions) {}

  /** @returns reference of the wish; repeatable. @throws ProblemError 404; 409 `case-ended`; 422 `impossible-day` */
  ask(worker: CaseWorker, caseRef: string, { asked_on, fields }: CorrectionWish): Promise<string> {
    const { dataSource, policy, now } = this.options;
    const due = answerDue(pastDay('asked_on', asked_on, now()), policy);
    return retryingTransaction(dataSource, async (tx) => {
      await standingCase(tx, worker.organisation, caseRef);
      const [row] = await tx.rows<{ id: string }>(
        `INSERT INTO rights.correction AS known (case_ref, organisation, caller, asked_on, due_on, fields)
         VALUES ($1::uuid, $2, $3, $4, $5, $6::text[])
             ON CONFLICT ON CONSTRAINT correction_once DO UPDATE SET caller = known.caller RETURNING id`,
        [caseRef, worker.organisation, worker.caller, asked_on, due, [...fields].sort()],
      );
      return row?.id ?? '';
    });
  }

  /**
   * An accepted wish corrects the record and tells the region in the same transaction, as any other correction does: there is no
   * accepted wish without effect.
   * @throws ProblemError 404; 409 `already-decided`, `nothing-corrected`; 422 `other-record`
   * @throws RecordRefused for a record that is not valid
   */
  async decide(worker: CaseWorker, caseRef: string, id: string, decision: CorrectionDecision): Promise<void> {
    await retryingTransaction(this.options.dataSource, async (tx) => {
      await lockRegister(tx);
      await standingCase(tx, worker.organisation, caseRef);
      await undecided(tx, caseRef, id);
      if (decision.decision === 'ACCEPTED') await this.correct(tx, caseRef, decision.corrected);
      await tx.run(
        `UPDATE rights.correction SET decision = $2, refusal = $3, decided_by = $4, decided_on = $5 WHERE id = $1::uuid`,
        [
          ...[id, decision.decision, decision.decision === 'REFUSED' ? decision.refusal : null, worker.caller],
          this.options.now().toISOString().slice(0, 10),
        ],
      );
    });
  }

  private async correct(tx: Transaction, caseRef: string, parsed: ParsedRecord): Promise<void> {
    const [own] = await tx.rows<RecordName>(
      'SELECT organisation AS agency, record_id AS "recordId" FROM register.episode WHERE case_ref = $1::uuid',
      [caseRef],
    );
    if (own === undefined || recordKey(own) !== recordKey(parsed.record)) {
      throw new ProblemError(422, 'other-record', 'The corrected record is not the one of this case.');
    }
    const [result] = await this.options.takeIn.publishingWithin(tx, [{ line: 1, parsed }]);
    if (result?.outcome === 'rejected') throw new RecordRefused(result.errors ?? [], result.record_id);
    if (result?.outcome !== 'changed') {
      throw new ProblemError(409, 'nothing-corrected', 'The record says the same as before: nothing is corrected.');
    }
  }
}

async function undecided(tx: Transaction, caseRef: string, id: string): Promise<void> {
  const [row] = await tx.rows<{ decision: string | null }>(
    'SELECT decision FROM rights.correction WHERE id = $1::uuid AND case_ref = $2::uuid FOR UPDATE',
    [id, caseRef],
  );
  if (row === undefined) throw notFound();
  if (row.decision === null) return;
  throw new ProblemError(409, 'already-decided', 'The wish was decided; the person may ask again.', {
    decision: row.decision,
  });
}
