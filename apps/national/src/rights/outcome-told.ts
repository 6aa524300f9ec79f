import type { DataSource } from 'typeorm';
import { notFound, ProblemError } from '#http';
import { retryingTransaction } from '#persistence';
import { inOrder, pastDay } from '../care/past-day.js';
import type { CaseWorker } from '../consents/index.js';
import { standingCase } from './standing-case.js';

/** What a person can be told the outcome of, and since when there is one. */
const CLAIMS = { correction: 'decided_on', complaint: 'answered_on' } as const;
export type Claim = keyof typeof CLAIMS;

/** The person was told, in a language that they understand, what came of what they asked for. */
export class OutcomeTold {
  constructor(
    private readonly dataSource: DataSource,
    private readonly now: () => Date,
  ) {}

  /** The first telling counts; repeatable. @throws ProblemError 404; 409 `no-outcome`; 422 for a day before the outcome or ahead */
  async execute(worker: CaseWorker, caseRef: string, claim: Claim, id: string, toldOn: string, language: string) {
    pastDay('told_on', toldOn, this.now());
    await retryingTransaction(this.dataSource, async (tx) => {
      await standingCase(tx, worker.organisation, caseRef);
      const [row] = await tx.rows<{ since: string | null }>(
        `SELECT ${CLAIMS[claim]}::text AS since FROM rights.${claim} WHERE id = $1::uuid AND case_ref = $2::uuid FOR UPDATE`,
        [id, caseRef],
      );
      if (row === undefined) throw notFound();
      if (row.since === null) throw new ProblemError(409, 'no-outcome', 'There is nothing to tell yet.');
      inOrder('told_on', row.since, toldOn);
      const sql = `UPDATE rights.${claim} SET told_on = $2, language = $3 WHERE id = $1::uuid AND told_on IS NULL`;
      await tx.run(sql, [id, toldOn, language]);
    });
  }
}
