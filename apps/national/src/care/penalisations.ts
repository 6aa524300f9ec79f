import type { Penalisation } from '#contracts';
import { notFound } from '#http';
import { retryingTransaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { recordOnce } from './care-store.js';
import type { CareWorker } from './care-worker.js';
import type { CaseWalls } from './case-walls.js';
import { inOrder, pastDay } from './past-day.js';

export interface NewPenalisation {
  readonly kind: Penalisation;
  readonly imposed_on: string;
}

/** Penalties on victims for what they were made to do: recorded and counted, so that breaches of non-punishment show. */
export class Penalisations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly walls: CaseWalls,
    private readonly now: () => Date,
  ) {}

  /** @returns reference of the penalisation; repeatable */
  async record(worker: CareWorker, caseRef: string, { kind, imposed_on }: NewPenalisation): Promise<string> {
    pastDay('imposed_on', imposed_on, this.now());
    return retryingTransaction(this.dataSource, async (tx) => {
      await this.walls.caseFor(tx, worker, caseRef);
      return recordOnce(tx, 'penalisation', worker, { case_ref: caseRef, kind, imposed_on });
    });
  }

  /** The penalty was lifted, quashed or never enforced. Repeatable. @throws ProblemError 404 */
  async resolve(worker: CareWorker, caseRef: string, id: string, resolvedOn: string): Promise<void> {
    pastDay('resolved_on', resolvedOn, this.now());
    await retryingTransaction(this.dataSource, async (tx) => {
      await this.walls.caseFor(tx, worker, caseRef);
      const [known] = await tx.rows<{ imposedOn: string }>(
        `SELECT imposed_on::text AS "imposedOn" FROM care.penalisation
          WHERE id = $1::uuid AND case_ref = $2::uuid AND organisation = $3 FOR UPDATE`,
        [id, caseRef, worker.organisation],
      );
      if (known === undefined) throw notFound();
      inOrder('resolved_on', known.imposedOn, resolvedOn);
      await tx.run('UPDATE care.penalisation SET resolved_on = $2 WHERE id = $1::uuid', [id, resolvedOn]);
    });
  }
}
