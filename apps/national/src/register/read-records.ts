import type { DataSource } from 'typeorm';
import type { AgencyFacts } from '#domain';
import { retryingTransaction } from '#persistence';
import type { Identity } from '../vault/identity.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { consentHistories, type ConsentRow } from './consents.js';

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

/** Cases in one page. */
export const PAGE = 200;

/** Reads what belongs to one organisation. The organisation is part of every query, never a filter afterwards. */
export class ReadRecords {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: IdentityVault,
  ) {}

  /** Undefined for a record of another organisation as for one that is not there. */
  async record(organisation: string, recordId: string): Promise<OwnRecord | undefined> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const [row] = await tx.rows<Omit<OwnRecord, 'identity' | 'consents'>>(
        `SELECT ${CASE_COLUMNS}, organisation, decision_org AS "decisionOrg", decided_on::text AS "decidedOn", coded AS facts
           FROM register.episode WHERE organisation = $1 AND record_id = $2`,
        [organisation, recordId],
      );
      if (row === undefined) return undefined;
      const identity = (await this.vault.open(tx, [row.caseRef])).get(row.caseRef) ?? null;
      const consents = (await consentHistories(tx, [row.caseRef])).get(row.caseRef) ?? [];
      return { ...row, identity, consents };
    });
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
}
