import { notFound, ProblemError } from '#http';
import { errorCode, retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { recordOnce } from './care-store.js';
import type { CareWorker } from './care-worker.js';
import type { CaseWalls } from './case-walls.js';
import { inOrder, pastDay } from './past-day.js';

/** Of PostgreSQL. */
const UNIQUE_VIOLATION = '23505';

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
   * @throws ProblemError 422 `person-not-agreed`, `neither-planned-nor-given`, `funding-missing`; 409 `recorded-otherwise` with
   *   the entry of these days that says something else of funding or end
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
      const id = await recordOnce(tx, 'service', worker, {
        ...{ case_ref: caseRef, service: service.service, planned_on: service.planned_on ?? null },
        ...{ given_on: given?.given_on ?? null, funding: given?.funding ?? null, ended_on: given?.ended_on ?? null },
      });
      if (given !== undefined) await agrees(tx, id, given);
      return id;
    });
  }

  /**
   * Says that a planned service was given, or when it ended. Repeatable.
   * @throws ProblemError 404; 409 `recorded-otherwise` with the other entry of these days
   */
  async given(worker: CareWorker, caseRef: string, id: string, given: GivenService): Promise<void> {
    this.checked(given);
    const say = () =>
      retryingTransaction(this.dataSource, async (tx) => {
        await this.walls.openedTo(tx, worker, caseRef);
        await this.update(tx, worker, caseRef, id, given);
      });
    try {
      await say();
    } catch (error) {
      if (errorCode(error) !== UNIQUE_VIOLATION) throw error;
      // Another call has recorded these days meanwhile: now it is seen.
      await say();
    }
  }

  private async update(tx: Transaction, worker: CareWorker, caseRef: string, id: string, given: GivenService) {
    const [other] = await tx.rows<{ id: string }>(SAME_DAYS, [id, caseRef, worker.organisation, given.given_on]);
    if (other !== undefined) throw recordedOtherwise(other.id);
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

/** Another entry of the organisation that would say the same service of the same days. */
const SAME_DAYS = `
  SELECT same.id FROM care.service planned
    JOIN care.service same USING (case_ref, organisation, service)
   WHERE planned.id = $1::uuid AND case_ref = $2::uuid AND organisation = $3 AND same.id <> planned.id
     AND same.planned_on IS NOT DISTINCT FROM planned.planned_on AND same.given_on = $4::date`;

/** What is said again of a service says the same. An end that was told since is no contradiction to an entry without one. */
async function agrees(tx: Transaction, id: string, { funding, ended_on }: GivenService): Promise<void> {
  const others = await tx.rows(
    `SELECT FROM care.service WHERE id = $1::uuid AND (funding <> $2 OR ($3::date IS NOT NULL AND ended_on IS DISTINCT FROM $3::date))`,
    [id, funding, ended_on ?? null],
  );
  if (others.length > 0) throw recordedOtherwise(id);
}

function recordedOtherwise(id: string): ProblemError {
  return new ProblemError(
    409,
    'recorded-otherwise',
    'This service of these days is recorded with another funding or end: say what has changed under its "id".',
    { id },
  );
}
