import type { Service } from '#contracts';
import { notFound, ProblemError } from '#http';
import type { Transaction } from '#persistence';
import type { CareWorker } from './care-worker.js';

/** What of another organisation's case is open to the one that took it on. */
export interface OpenedCase {
  /** The services that were referred; `null`: the case as a whole was handed over. */
  readonly services: readonly Service[] | null;
}

/** Which cases of others an organisation has taken on. */
export interface AcceptedReferrals {
  /**
   * What referrals of this case open to the organisation: those that it accepted and that have not ended otherwise than by their completion.
   * Undefined: nothing.
   */
  opened(tx: Transaction, organisation: string, caseRef: string): Promise<OpenedCase | undefined>;
}

/** A case as those who care for the person see it. */
export interface CareCase {
  readonly caseRef: string;
  readonly registeredOn: string;
  /** The organisation whose case it is. */
  readonly owner: string;
  /** What is open of it. */
  readonly opened: OpenedCase;
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

const WHOLE: OpenedCase = { services: null };

/**
 * The walls inside a country: an organisation reaches its own cases, and of another one's what it took on by accepting a referral, no
 * more. What the receiving organisation enters stays its own. Law enforcement reaches nothing but its own.
 */
export class CaseWalls {
  constructor(private readonly referrals: AcceptedReferrals) {}

  /**
   * The case as a whole: an own one, or one that was handed over. Locked until the end of the transaction so that it cannot be
   * voided or erased meanwhile.
   * @throws ProblemError 404 for a case that is not there or not for this worker; 409 `case-ended` for one that is voided
   *   or erased: in every other state, decided or not, closed or not, people are helped
   */
  async caseFor(tx: Transaction, worker: CareWorker, caseRef: string): Promise<CareCase> {
    return asWhole(await this.openedTo(tx, worker, caseRef));
  }

  /** The same in whatever state the case is: what may be shown of one that has ended is the caller's to decide. @throws ProblemError 404 */
  async inSight(tx: Transaction, worker: CareWorker, caseRef: string): Promise<CaseInSight> {
    return asWhole(await this.find(tx, worker, caseRef));
  }

  /** The case for one service: as a whole, or because this service was referred. @throws ProblemError like `caseFor` */
  async caseServing(tx: Transaction, worker: CareWorker, caseRef: string, service: string): Promise<CareCase> {
    const found = await this.openedTo(tx, worker, caseRef);
    const { services } = found.opened;
    if (services !== null && !services.some((one) => one === service)) throw notFound();
    return found;
  }

  /** The case with what is open of it to this worker, be it one service. @throws ProblemError like `caseFor` */
  async openedTo(tx: Transaction, worker: CareWorker, caseRef: string): Promise<CareCase> {
    const found = await this.find(tx, worker, caseRef);
    if (found.status === 'OPEN') return found;
    throw new ProblemError(409, 'case-ended', 'The case is no longer there: it was voided or erased.', {
      state: found.status,
    });
  }

  private async find(tx: Transaction, worker: CareWorker, caseRef: string): Promise<CaseInSight> {
    const [row] = await tx.rows<EpisodeRow>(
      `SELECT organisation, record_id AS "recordId", registered_on::text AS "registeredOn", status FROM register.episode
        WHERE case_ref = $1::uuid FOR SHARE`,
      [caseRef],
    );
    if (row === undefined) throw notFound();
    const { organisation: owner, ...rest } = row;
    const own = owner === worker.organisation;
    const opened = own ? WHOLE : await this.referred(tx, worker, caseRef);
    if (opened === undefined) throw notFound();
    return { ...rest, caseRef, owner, own, opened };
  }

  private async referred(tx: Transaction, worker: CareWorker, caseRef: string): Promise<OpenedCase | undefined> {
    return worker.enforcement ? undefined : this.referrals.opened(tx, worker.organisation, caseRef);
  }
}

function asWhole<T extends CareCase>(found: T): T {
  if (found.opened.services !== null) throw notFound();
  return found;
}
