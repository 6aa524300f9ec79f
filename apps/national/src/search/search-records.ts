import type { DataSource } from 'typeorm';
import { forbidden, ProblemError } from '#http';
import { retryingTransaction } from '#persistence';
import type { CareWorker } from '../care/index.js';
import type { OwnCase } from '../register/read-records.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { criteriaOf, type SearchField, type SearchTerms } from '../vault/search-tokens.js';

/** A case of the own organisation that answers a search. Who it is about is read by opening the record. */
export interface SearchHit extends OwnCase {
  /** Higher is more alike; comparable within one answer only. */
  readonly score: number;
  readonly alike: readonly SearchField[];
}

/** Searches an organisation's own records. Whether others hold the person shows in neither the answer nor the work done for it. */
export class SearchRecords {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: IdentityVault,
  ) {}

  /**
   * @throws ProblemError 403 for law enforcement, which searches no victims; 422 `nothing-to-search-by` when what is asked for is
   *   empty, a placeholder or too short
   */
  async execute(worker: CareWorker, terms: SearchTerms, limit: number): Promise<SearchHit[]> {
    if (worker.enforcement) throw forbidden();
    const criteria = criteriaOf(terms);
    if (criteria.length === 0) {
      throw new ProblemError(422, 'nothing-to-search-by', 'Nothing in it can be searched by: name, date or number.');
    }
    return retryingTransaction(this.dataSource, async (tx) => {
      const found = await this.vault.search.find(tx, worker.organisation, criteria, limit);
      const rows = await tx.rows<OwnCase>(
        `SELECT record_id AS "recordId", case_ref AS "caseRef", registered_on::text AS "registeredOn", status,
                trafficking_status AS "traffickingStatus"
           FROM register.episode WHERE organisation = $1 AND case_ref = ANY ($2::uuid[])`,
        [worker.organisation, found.map(({ caseRef }) => caseRef)],
      );
      const byRef = new Map(rows.map((row) => [row.caseRef, row]));
      return found.flatMap(({ caseRef, score, fields }) => {
        const row = byRef.get(caseRef);
        return row === undefined ? [] : [{ ...row, score, alike: fields }];
      });
    });
  }
}
