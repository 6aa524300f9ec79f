import { notFound, ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { recordOnce } from './care-store.js';
import type { CareWorker } from './care-worker.js';
import type { CaseWalls } from './case-walls.js';
import { inOrder, pastDay } from './past-day.js';

/** What happened to a service: when it was given, who paid, and when it ended. */
export interface GivenService {
  readonly given_on: string;
  readonly funding: string;
  readonly ended_on?: string;
}

/** A planned service, a given one, or both. */
export interface NewService extends Partial<GivenService> {
  readonly service: string;
  readonly planned_on?: string;
  /** The person was told what it is and wants it. */
  readonly agreed: boolean;
}

/**
 * Services to a person. No question is asked about status, proceedings or what a person does for the police: whoever can be
 * registered can be served, and the person's own agreement is the only condition.
 */
export class Services {
  constructor(
    private readonly dataSource: DataSource,
    private readonly walls: CaseWalls,
    private readonly now: () => Date,
  ) {}

  /**
   * Plans a service or records that it was given. Repeatable.
   * @returns reference of the service
   * @throws ProblemError 422 `person-not-agreed`, `neither-planned-nor-given`, `funding-missing`
   */
  async record(worker: CareWorker, caseRef: string, service: NewService): Promise<string> {
    if (!service.agreed) {
      throw new ProblemError(
        422,
        'person-not-agreed',
        'A service is given to a person who was told of it and wants it.',
      );
    }
    const given = this.givenPart(service);
    if (given === undefined && service.planned_on === undefined) {
      throw new ProblemError(422, 'neither-planned-nor-given', 'Send "planned_on", or "given_on" with "funding".');
    }
    return retryingTransaction(this.dataSource, async (tx) => {
      await this.walls.caseServing(tx, worker, caseRef, service.service);
      return recordOnce(tx, 'service', worker, {
        ...{ case_ref: caseRef, service: service.service, planned_on: service.planned_on ?? null },
        ...{ given_on: given?.given_on ?? null, funding: given?.funding ?? null, ended_on: given?.ended_on ?? null },
      });
    });
  }

  /** Says that a planned service was given, or when it ended. Repeatable. @throws ProblemError 404 */
  async given(worker: CareWorker, caseRef: string, id: string, given: GivenService): Promise<void> {
    this.checked(given);
    await retryingTransaction(this.dataSource, async (tx) => {
      await this.walls.openedTo(tx, worker, caseRef);
      await this.update(tx, worker, caseRef, id, given);
    });
  }

  private async update(tx: Transaction, worker: CareWorker, caseRef: string, id: string, given: GivenService) {
    const touched = await tx.run(
      `UPDATE care.service SET given_on = $4, funding = $5, ended_on = $6
        WHERE id = $3::uuid AND case_ref = $2::uuid AND organisation = $1`,
      [worker.organisation, caseRef, id, given.given_on, given.funding, given.ended_on ?? null],
    );
    if (touched === 0) throw notFound();
  }

  private givenPart({ given_on, funding, ended_on }: NewService): GivenService | undefined {
    if (given_on === undefined && funding === undefined && ended_on === undefined) return undefined;
    if (given_on === undefined || funding === undefined) {
      throw new ProblemError(422, 'funding-missing', 'A given service has both "given_on" and "funding".');
    }
    return this.checked({ given_on, funding, ...(ended_on === undefined ? {} : { ended_on }) });
  }

  private checked(given: GivenService): GivenService {
    pastDay('given_on', given.given_on, this.now());
    if (given.ended_on === undefined) return given;
    pastDay('ended_on', given.ended_on, this.now());
    inOrder('ended_on', given.given_on, given.ended_on);
    return given;
  }
}
