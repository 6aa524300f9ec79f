import { notFound, ProblemError } from '#http';
import type { Transaction } from '#persistence';
import type { CareWorker } from './care-worker.js';

/** Which cases of others an organisation has taken on. */
export interface AcceptedReferrals {
  /** Whether a referral of this case to the organisation was accepted and has not ended otherwise than by its completion. */
  opens(tx: Transaction, organisation: string, caseRef: string): Promise<boolean>;
}

/** No organisation sees anything of another one. */
export const NO_REFERRALS: AcceptedReferrals = { opens: () => Promise.resolve(false) };

/** A case as those who care for the person see it. */
export interface CareCase {
  readonly caseRef: string;
  readonly registeredOn: string;
  /** The organisations whose entries the worker may read. */
  readonly readable: readonly string[];
}

/** A case that a worker may know of, in whatever state it is. */
export interface CaseInSight extends CareCase {
  /** Of the worker's own organisation, and not taken on through a referral. */
  readonly own: boolean;
  readonly recordId: string;
  readonly status: 'OPEN' | 'VOIDED' | 'ERASED';
}

interface EpisodeRow extends Pick<CaseInSight, 'recordId' | 'registeredOn' | 'status'> {
  readonly organisation: string;
}

/**
 * The walls inside a country: an organisation reaches its own cases, and another one's only after accepting its referral.
 * What the receiving organisation enters stays its own. Law enforcement reaches nothing but its own.
 */
export class CaseWalls {
  constructor(private readonly referrals: AcceptedReferrals) {}

  /**
   * The case, locked until the end of the transaction so that it cannot be voided or erased meanwhile.
   * @throws ProblemError 404 for a case that is not there or not for this worker; 409 `case-ended` for one that is voided
   *   or erased: in every other state, decided or not, closed or not, people are helped
   */
  async caseFor(tx: Transaction, worker: CareWorker, caseRef: string): Promise<CareCase> {
    const seen = await this.inSight(tx, worker, caseRef);
    if (seen.status === 'OPEN') return seen;
    throw new ProblemError(409, 'case-ended', 'The case is no longer there: it was voided or erased.', {
      state: seen.status,
    });
  }

  /** The same in whatever state the case is: what may be shown of one that has ended is the caller's to decide. @throws ProblemError 404 */
  async inSight(tx: Transaction, worker: CareWorker, caseRef: string): Promise<CaseInSight> {
    const [row] = await tx.rows<EpisodeRow>(
      `SELECT organisation, record_id AS "recordId", registered_on::text AS "registeredOn", status FROM register.episode
        WHERE case_ref = $1::uuid FOR SHARE`,
      [caseRef],
    );
    if (row === undefined) throw notFound();
    const { organisation, ...rest } = row;
    const own = organisation === worker.organisation;
    if (!own && !(await this.referred(tx, worker, caseRef))) throw notFound();
    return { ...rest, caseRef, own, readable: own ? [organisation] : [worker.organisation, organisation] };
  }

  private async referred(tx: Transaction, worker: CareWorker, caseRef: string): Promise<boolean> {
    return !worker.enforcement && (await this.referrals.opens(tx, worker.organisation, caseRef));
  }
}
