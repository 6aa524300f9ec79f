import { retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { logRead } from '../register/read-log.js';
import type { CareTable } from './care-store.js';
import type { CareWorker } from './care-worker.js';
import type { CaseWalls, OpenedCase } from './case-walls.js';

/** Columns of each kind of entry as its readers see them. Whether a day lies inside the reflection period is in none. */
export const CARE_ENTRIES: Readonly<Record<CareTable, { readonly columns: string; readonly day: string }>> = {
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

/** $4: the services that were referred, NULL where the case as a whole was. Nothing but services is referred one by one. */
function referred(table: CareTable): string {
  const whole = '$4::text[] IS NULL';
  return table === 'service' ? `(${whole} OR service = ANY ($4::text[]))` : whole;
}

type Entry = Readonly<Record<string, unknown>>;

/** What is known of a person's care, kind by kind, by day. */
export interface CaseCare {
  readonly assessments: readonly Entry[];
  readonly services: readonly Entry[];
  readonly penalisations: readonly Entry[];
  readonly returns: readonly Entry[];
  readonly entitlements: readonly Entry[];
}

/** Reads the care of a case: the own entries, and of the organisation that referred it here those about what it referred. */
export class ReadCare {
  constructor(
    private readonly dataSource: DataSource,
    private readonly walls: CaseWalls,
  ) {}

  async execute(worker: CareWorker, caseRef: string): Promise<CaseCare> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const { owner, opened } = await this.walls.openedTo(tx, worker, caseRef);
      await logRead(tx, worker, caseRef, 'CARE');
      return careOf(tx, caseRef, { reader: worker.organisation, owner, services: opened.services });
    });
  }
}

/** Whose entries are shown: the reader's own, and of the case's owner all, or those about services that were referred. */
export interface CareShown extends OpenedCase {
  readonly reader: string;
  readonly owner: string;
}

/** The entries about a case that are shown. */
export async function careOf(
  tx: Transaction,
  caseRef: string,
  { reader, owner, services }: CareShown,
): Promise<CaseCare> {
  const entries = (table: CareTable) =>
    tx.rows<Entry>(
      `SELECT id, organisation, ${CARE_ENTRIES[table].columns} FROM care.${table}
        WHERE case_ref = $1::uuid AND (organisation = $2 OR (organisation = $3 AND ${referred(table)}))
        ORDER BY ${CARE_ENTRIES[table].day}, recorded_at, id`,
      [caseRef, reader, owner, services],
    );
  return {
    assessments: await entries('assessment'),
    services: await entries('service'),
    penalisations: await entries('penalisation'),
    returns: await entries('person_return'),
    entitlements: await entries('entitlement'),
  };
}
