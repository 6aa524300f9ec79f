import type { DataSource } from 'typeorm';
import type { AgencyFacts } from '#domain';
import { notFound } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import type { Identity } from '../vault/identity.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { consentHistories, type ConsentRow } from './consents.js';
import { logRead } from './read-log.js';

/** One case of an organisation's list: no identity. */
export interface OwnCase {
  readonly recordId: string;
  readonly caseRef: string;
  readonly registeredOn: string;
  readonly status: 'OPEN' | 'VOIDED' | 'ERASED';
  readonly traffickingStatus: string | null;
  /** ISO day; `null` for a case that is not closed. */
  readonly closedOn: string | null;
}

/** A record as its own organisation sees it. Which person it was joined to is not in it: that would tell of others' records. */
export interface OwnRecord extends OwnCase {
  readonly organisation: string;
  readonly decisionOrg: string | null;
  readonly decidedOn: string | null;
  readonly facts: Partial<AgencyFacts>;
  /** `null` once its key is destroyed. */
  readonly identity: Identity | null;
  readonly consents: readonly ConsentRow[];
}

const CASE_COLUMNS = `record_id AS "recordId", case_ref AS "caseRef", registered_on::text AS "registeredOn", status,
  trafficking_status AS "traffickingStatus",
  (SELECT CASE WHEN closed THEN happened_on::text END FROM register.closing c WHERE c.case_ref = episode.case_ref
    ORDER BY seq DESC LIMIT 1) AS "closedOn"`;

type RecordRow = Omit<OwnRecord, 'identity' | 'consents'>;

const RECORD_SQL = `
  SELECT ${CASE_COLUMNS}, organisation, decision_org AS "decisionOrg", decided_on::text AS "decidedOn", coded AS facts
    FROM register.episode WHERE organisation = $1`;

/** Cases in one page. */
export const PAGE = 200;

/** Reads what belongs to one organisation. The organisation is part of every query, never a filter afterwards. */
export class ReadRecords {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: IdentityVault,
  ) {}

  /**
   * Undefined for a record of another organisation as for one that is not there.
   * @param caller who reads; undefined: the reader has a log of its own
   */
  async record(organisation: string, recordId: string, caller?: string): Promise<OwnRecord | undefined> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const [row] = await tx.rows<RecordRow>(`${RECORD_SQL} AND record_id = $2`, [organisation, recordId]);
      if (row === undefined) return undefined;
      if (caller !== undefined) await logRead(tx, { caller, organisation }, row.caseRef, 'RECORD');
      return this.opened(tx, row);
    });
  }

  /** The record of an own case, in the caller's transaction; who calls leaves the trace. @throws ProblemError 404 */
  async ofCase(tx: Transaction, organisation: string, caseRef: string): Promise<OwnRecord> {
    const [row] = await tx.rows<RecordRow>(`${RECORD_SQL} AND case_ref = $2::uuid`, [organisation, caseRef]);
    if (row === undefined) throw notFound();
    return this.opened(tx, row);
  }

  /** Pages in order of record id, after the given one. */
  async cases(organisation: string, after: string): Promise<OwnCase[]> {
    return retryingTransaction(this.dataSource, (tx) =>
      tx.rows<OwnCase>(
        `SELECT ${CASE_COLUMNS} FROM register.episode WHERE organisation = $1 AND record_id > $2
          ORDER BY record_id LIMIT ${PAGE}`,
        [organisation, after],
      ),
    );
  }

  private async opened(tx: Transaction, row: RecordRow): Promise<OwnRecord> {
    const identity = (await this.vault.open(tx, [row.caseRef])).get(row.caseRef) ?? null;
    const consents = (await consentHistories(tx, [row.caseRef])).get(row.caseRef) ?? [];
    return { ...row, identity, consents };
  }
}
