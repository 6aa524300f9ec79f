import type { DataSource } from 'typeorm';
import { type ComplaintAbout, type ComplaintOutcome } from '#contracts';
import { answerDue, type RightsPolicy } from '#domain';
import { notFound, ProblemError } from '#http';
import { retryingTransaction } from '#persistence';
import { pastDay } from '../care/past-day.js';
import type { CaseWorker } from '../consents/index.js';
import { standingCase } from './standing-case.js';

/** Complaints of persons, answered within the time of the country's policy. */
export class Complaints {
  constructor(
    private readonly dataSource: DataSource,
    private readonly policy: RightsPolicy,
    private readonly now: () => Date,
  ) {}

  /** @returns reference of the complaint; repeatable. @throws ProblemError 404; 409 `case-ended`; 422 `impossible-day` */
  file(worker: CaseWorker, caseRef: string, filedOn: string, about: ComplaintAbout): Promise<string> {
    const due = answerDue(pastDay('filed_on', filedOn, this.now()), this.policy);
    return retryingTransaction(this.dataSource, async (tx) => {
      await standingCase(tx, worker.organisation, caseRef);
      const [row] = await tx.rows<{ id: string }>(
        `INSERT INTO rights.complaint AS known (case_ref, organisation, caller, filed_on, due_on, about)
         VALUES ($1::uuid, $2, $3, $4, $5, $6)
             ON CONFLICT ON CONSTRAINT complaint_once DO UPDATE SET caller = known.caller RETURNING id`,
        [caseRef, worker.organisation, worker.caller, filedOn, due, about],
      );
      return row?.id ?? '';
    });
  }

  /** Repeatable with the same outcome. @throws ProblemError 404; 409 `already-answered` */
  async answer(worker: CaseWorker, caseRef: string, id: string, outcome: ComplaintOutcome): Promise<void> {
    await retryingTransaction(this.dataSource, async (tx) => {
      await standingCase(tx, worker.organisation, caseRef);
      const [known] = await tx.rows<{ outcome: string | null }>(
        'SELECT outcome FROM rights.complaint WHERE id = $1::uuid AND case_ref = $2::uuid FOR UPDATE',
        [id, caseRef],
      );
      if (known === undefined) throw notFound();
      if (known.outcome === outcome) return;
      if (known.outcome !== null) {
        throw new ProblemError(409, 'already-answered', 'The complaint has another answer.', {
          outcome: known.outcome,
        });
      }
      await tx.run('UPDATE rights.complaint SET outcome = $2, answered_by = $3, answered_on = $4 WHERE id = $1::uuid', [
        id,
        outcome,
        worker.caller,
        this.now().toISOString().slice(0, 10),
      ]);
    });
  }
}
