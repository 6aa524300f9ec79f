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

interface EpisodeRow {
  readonly organisation: string;
  readonly registeredOn: string;
  readonly status: 'OPEN' | 'VOIDED' | 'ERASED';
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
    const [row] = await tx.rows<EpisodeRow>(
      `SELECT organisation, registered_on::text AS "registeredOn", status FROM register.episode
        WHERE case_ref = $1::uuid FOR SHARE`,
      [caseRef],
    );
    if (row === undefined) throw notFound();
    const own = row.organisation === worker.organisation;
    if (!own && !(await this.referred(tx, worker, caseRef))) throw notFound();
    if (row.status !== 'OPEN') {
      throw new ProblemError(409, 'case-ended', 'The case is no longer there: it was voided or erased.', {
        state: row.status,
      });
    }
    return {
      caseRef,
      registeredOn: row.registeredOn,
      readable: own ? [worker.organisation] : [worker.organisation, row.organisation],
    };
  }

  private async referred(tx: Transaction, worker: CareWorker, caseRef: string): Promise<boolean> {
    return !worker.enforcement && (await this.referrals.opens(tx, worker.organisation, caseRef));
  }
}
