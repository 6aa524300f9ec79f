import type { Entitlement } from '#contracts';
import { retryingTransaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { recordOnce } from './care-store.js';
import type { CareWorker } from './care-worker.js';
import type { CaseWalls } from './case-walls.js';
import { pastDay } from './past-day.js';

export interface NewEntitlement {
  readonly kind: Entitlement;
  readonly granted_on: string;
}

/** What the state granted a person: temporary status, permits, compensation. */
export class Entitlements {
  constructor(
    private readonly dataSource: DataSource,
    private readonly walls: CaseWalls,
    private readonly now: () => Date,
  ) {}

  /** @returns reference of the entitlement; repeatable */
  async record(worker: CareWorker, caseRef: string, { kind, granted_on }: NewEntitlement): Promise<string> {
    pastDay('granted_on', granted_on, this.now());
    return retryingTransaction(this.dataSource, async (tx) => {
      await this.walls.caseFor(tx, worker, caseRef);
      return recordOnce(tx, 'entitlement', worker, { case_ref: caseRef, kind, granted_on });
    });
  }
}
