import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import type { AgencyFacts, AgencyRecord } from '#domain';
import { retryingTransaction } from '#persistence';
import { consentHistories, type ConsentRow } from '../register/consents.js';
import { logReads, type Reader } from '../register/read-log.js';
import type { IdentityVault } from '../vault/identity-vault.js';

interface Row {
  readonly caseRef: string;
  readonly recordId: string;
  readonly registeredOn: string;
  readonly traffickingStatus: AgencyFacts['traffickingStatus'];
  readonly decisionOrg: AgencyFacts['decisionOrg'];
  readonly decidedOn: string | null;
  readonly coded: Omit<AgencyFacts, 'traffickingStatus' | 'decisionOrg' | 'decidedOn'>;
}

/** Records in one page: so many identities are in memory at once. */
export const PAGE = 100;

/** Reads an organisation's own records whole. The organisation is part of the query; what was voided or erased is not there. */
export class OwnRecords {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: IdentityVault,
    private readonly country: CountryCode,
  ) {}

  /** A page in order of record id, after the given one; the last id, or undefined where nothing follows. */
  async page(reader: Reader, after: string): Promise<{ records: AgencyRecord[]; last: string | undefined }> {
    const { organisation } = reader;
    return retryingTransaction(this.dataSource, async (tx) => {
      const rows = await tx.rows<Row>(
        `SELECT case_ref AS "caseRef", record_id AS "recordId", registered_on::text AS "registeredOn",
                trafficking_status AS "traffickingStatus", decision_org AS "decisionOrg",
                decided_on::text AS "decidedOn", coded
           FROM register.episode WHERE organisation = $1 AND status = 'OPEN' AND record_id > $2
          ORDER BY record_id LIMIT ${PAGE}`,
        [organisation, after],
      );
      const caseRefs = rows.map(({ caseRef }) => caseRef);
      await logReads(tx, reader, caseRefs, 'EXPORT');
      const identities = await this.vault.open(tx, caseRefs);
      const consents = await consentHistories(tx, caseRefs);
      const records = rows.flatMap(({ caseRef, coded, ...row }) => {
        const identity = identities.get(caseRef);
        // Its key is destroyed: it is being erased.
        if (identity === undefined) return [];
        const given = purposesGiven(consents.get(caseRef) ?? []);
        return [{ ...row, ...coded, ...identity, country: this.country, agency: organisation, consents: given }];
      });
      return { records, last: rows.length < PAGE ? undefined : rows.at(-1)?.recordId };
    });
  }
}

/** Purposes of which the latest decision is that they are given. */
function purposesGiven(history: readonly ConsentRow[]): AgencyRecord['consents'] {
  const latest = new Map(history.map((entry) => [entry.purpose, entry.decision]));
  return [...latest].flatMap(([purpose, decision]) => (decision === 'GIVEN' ? [purpose] : [])).sort();
}
