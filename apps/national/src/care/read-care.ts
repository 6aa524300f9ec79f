import { retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { logRead } from '../register/read-log.js';
import type { CareTable } from './care-store.js';
import type { CareWorker } from './care-worker.js';
import type { CaseWalls } from './case-walls.js';

/** Columns of each kind of entry as its readers see them. Whether a day lies inside the reflection period is in none. */
const SHOWN: Readonly<Record<CareTable, { readonly columns: string; readonly day: string }>> = {
  assessment: {
    columns: 'body_type, taken_on::text, review_on::text, risk, needs, services',
    day: 'taken_on',
  },
  service: {
    columns: 'service, planned_on::text, given_on::text, ended_on::text, funding',
    day: 'coalesce(given_on, planned_on)',
  },
  penalisation: { columns: 'kind, imposed_on::text, resolved_on::text', day: 'imposed_on' },
  person_return: { columns: 'kind, returned_on::text', day: 'returned_on' },
  entitlement: { columns: 'kind, granted_on::text', day: 'granted_on' },
};

type Entry = Readonly<Record<string, unknown>>;

/** What is known of a person's care, kind by kind, by day. */
export interface CaseCare {
  readonly assessments: readonly Entry[];
  readonly services: readonly Entry[];
  readonly penalisations: readonly Entry[];
  readonly returns: readonly Entry[];
  readonly entitlements: readonly Entry[];
}

/** Reads the care of a case: the own entries, and those of the organisation that referred it here. */
export class ReadCare {
  constructor(
    private readonly dataSource: DataSource,
    private readonly walls: CaseWalls,
  ) {}

  async execute(worker: CareWorker, caseRef: string): Promise<CaseCare> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const { readable } = await this.walls.caseFor(tx, worker, caseRef);
      await logRead(tx, worker, caseRef, 'CARE');
      return careOf(tx, caseRef, readable);
    });
  }
}

/** The entries of these organisations about a case. */
export async function careOf(tx: Transaction, caseRef: string, organisations: readonly string[]): Promise<CaseCare> {
  const entries = (table: CareTable) =>
    tx.rows<Entry>(
      `SELECT id, organisation, ${SHOWN[table].columns} FROM care.${table}
        WHERE case_ref = $1::uuid AND organisation = ANY ($2::text[]) ORDER BY ${SHOWN[table].day}, recorded_at, id`,
      [caseRef, organisations],
    );
  return {
    assessments: await entries('assessment'),
    services: await entries('service'),
    penalisations: await entries('penalisation'),
    returns: await entries('person_return'),
    entitlements: await entries('entitlement'),
  };
}
