import { ORG_TYPE, type RiskLevel } from '#contracts';
import { isEnforcementBody } from '#domain';
import { retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { recordOnce } from './care-store.js';
import type { CareWorker } from './care-worker.js';
import type { CaseWalls } from './case-walls.js';
import { inOrder, pastDay, withinYears } from './past-day.js';

/** A review that lies further ahead would be none: a person is out of sight until then, and the assessment attests all the while. */
const REVIEW_WITHIN_YEARS = 2;

export interface NewAssessment {
  readonly taken_on: string;
  /** Day by which it is to be taken again. */
  readonly review_on: string;
  readonly risk: RiskLevel;
  readonly needs: readonly string[];
  /** Services that the person needs. */
  readonly services: readonly string[];
}

/** An assessment whose day of review has come and after which none was taken. */
export interface DueReview {
  readonly caseRef: string;
  readonly takenOn: string;
  readonly reviewOn: string;
}

/** Assessments of needs and risk, each with the day on which it is looked at again. */
export class Assessments {
  constructor(
    private readonly dataSource: DataSource,
    private readonly walls: CaseWalls,
    private readonly now: () => Date,
  ) {}

  /** @returns reference of the assessment; repeatable */
  async record(worker: CareWorker, caseRef: string, given: NewAssessment): Promise<string> {
    pastDay('taken_on', given.taken_on, this.now());
    inOrder('review_on', given.taken_on, given.review_on);
    withinYears('review_on', given.taken_on, given.review_on, REVIEW_WITHIN_YEARS);
    return retryingTransaction(this.dataSource, async (tx) => {
      await this.walls.caseFor(tx, worker, caseRef);
      return recordOnce(tx, 'assessment', worker, {
        ...{ case_ref: caseRef, body_type: worker.bodyType ?? null, taken_on: given.taken_on },
        ...{ review_on: given.review_on, risk: given.risk },
        ...{ needs: distinct(given.needs), services: distinct(given.services) },
      });
    });
  }

  /** Of the own organisation, but of cases that it closed, longest overdue first. Where the owner closed one, others' care goes on. */
  async due(worker: CareWorker): Promise<DueReview[]> {
    return retryingTransaction(this.dataSource, (tx) =>
      tx.rows<DueReview>(DUE_SQL, [worker.organisation, this.now().toISOString().slice(0, 10)]),
    );
  }
}

const DUE_SQL = `
  SELECT case_ref AS "caseRef", taken_on::text AS "takenOn", review_on::text AS "reviewOn"
    FROM (SELECT DISTINCT ON (a.case_ref) a.* FROM care.assessment a JOIN register.episode e USING (case_ref)
           WHERE a.organisation = $1 AND e.status = 'OPEN'
             AND (e.organisation <> $1 OR (SELECT closed FROM register.closing c WHERE c.case_ref = a.case_ref
                                            ORDER BY seq DESC LIMIT 1) IS NOT TRUE)
           ORDER BY a.case_ref, a.taken_on DESC, a.review_on DESC) latest
   WHERE review_on <= $2::date ORDER BY review_on, case_ref LIMIT 500`;

/** Types of bodies whose assessment of risk attests something: law enforcement has an interest of its own. */
const ATTESTING = ORG_TYPE.filter((type) => !isEnforcementBody(type));

/**
 * The attestation RISK_ASSESSMENT: whether on that day an assessment stood that a body without powers over the person had
 * taken, and whose review was not overdue.
 */
export async function riskAssessmentStands(tx: Transaction, caseRef: string, on: string): Promise<boolean> {
  const rows = await tx.rows(
    `SELECT FROM care.assessment WHERE case_ref = $1 AND body_type = ANY ($2::text[])
        AND taken_on <= $3::date AND review_on >= $3::date LIMIT 1`,
    [caseRef, ATTESTING, on],
  );
  return rows.length > 0;
}

/** Order and repetition say nothing. */
function distinct(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
