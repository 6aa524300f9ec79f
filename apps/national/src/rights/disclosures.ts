import type { DataSource } from 'typeorm';
import { breachesReflection, informDue, whyNotDisclosure, type DisclosureByLaw } from '#domain';
import { notFound, ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import { inOrder, pastDay } from '../care/past-day.js';
import type { CaseWorker } from '../consents/index.js';
import type { ReflectionOfCase } from '../reflection/index.js';
import { standingCase } from './standing-case.js';

export interface NewDisclosure extends DisclosureByLaw {
  /** Law and article. */
  readonly provision: string;
}

/** Data that a law made an organisation hand over: recorded and counted. It opens nothing: no purpose ever rests on it. */
export class Disclosures {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reflection: ReflectionOfCase,
    private readonly now: () => Date,
  ) {}

  /**
   * As it happened, allowed or not: what is not recorded nobody can answer for.
   * @returns reference of the disclosure; repeatable
   * @throws ProblemError 404; 409 `case-ended`; 422 `bad-disclosure` naming every fault, `impossible-day`
   */
  record(worker: CaseWorker, caseRef: string, disclosure: NewDisclosure): Promise<string> {
    const { disclosedOn, informedOn, demandedBy, basis, provision, parts, notInformed } = disclosure;
    pastDay('disclosed_on', disclosedOn, this.now());
    if (informedOn !== null) pastDay('informed_on', informedOn, this.now());
    const faults = whyNotDisclosure(disclosure);
    if (faults.length > 0) {
      throw new ProblemError(422, 'bad-disclosure', 'The person is told, or a ground is named: see "faults".', {
        faults,
      });
    }
    return retryingTransaction(this.dataSource, async (tx) => {
      await standingCase(tx, worker.organisation, caseRef);
      const inReflection = await this.inReflection(tx, caseRef, disclosure);
      const [row] = await tx.rows<{ id: string }>(
        `INSERT INTO rights.disclosure AS known (case_ref, organisation, caller, demanded_by, basis, provision, parts,
                disclosed_on, in_reflection, informed_on, not_informed, review_on)
         VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::text[], $8, $9, $10, $11, $12)
             ON CONFLICT ON CONSTRAINT disclosure_once DO UPDATE SET caller = known.caller RETURNING id`,
        [
          ...[caseRef, worker.organisation, worker.caller, demandedBy, basis, provision, parts, disclosedOn],
          ...[inReflection, informedOn, notInformed, informDue(disclosure)],
        ],
      );
      return row?.id ?? '';
    });
  }

  /** The person was told after all. Repeatable. @throws ProblemError 404; 409 `case-ended`; 422 */
  async informed(worker: CaseWorker, caseRef: string, id: string, informedOn: string): Promise<void> {
    pastDay('informed_on', informedOn, this.now());
    await retryingTransaction(this.dataSource, async (tx) => {
      await standingCase(tx, worker.organisation, caseRef);
      const [row] = await tx.rows<{ disclosedOn: string }>(
        `SELECT disclosed_on::text AS "disclosedOn" FROM rights.disclosure
          WHERE id = $1::uuid AND case_ref = $2::uuid FOR UPDATE`,
        [id, caseRef],
      );
      if (row === undefined) throw notFound();
      inOrder('informed_on', row.disclosedOn, informedOn);
      await tx.run(
        `UPDATE rights.disclosure SET informed_on = $2, not_informed = NULL, review_on = NULL
          WHERE id = $1::uuid AND informed_on IS NULL`,
        [id, informedOn],
      );
    });
  }

  private async inReflection(tx: Transaction, caseRef: string, disclosure: DisclosureByLaw): Promise<boolean> {
    const period = await this.reflection.period(tx, caseRef);
    return period !== undefined && breachesReflection(disclosure, period);
  }
}
