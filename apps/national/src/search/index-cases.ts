import type { DataSource } from 'typeorm';
import { retryingTransaction, type Transaction } from '#persistence';
import type { IdentityVault } from '../vault/identity-vault.js';
import { SEARCH_VERSION } from '../vault/search-tokens.js';

/** Cases in one transaction. */
const BATCH = 500;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Makes the search entries of cases that have none, or one of an earlier version: after an upgrade, without anybody waiting. */
export class IndexCases {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: IdentityVault,
  ) {}

  /** Everything that is missing, a transaction a batch. To be run at intervals. */
  async execute(): Promise<void> {
    for (let after: string | undefined = NOBODY; after !== undefined;) {
      const from: string = after;
      after = await retryingTransaction(this.dataSource, (tx) => this.batch(tx, from));
    }
  }

  /** @returns the last case of the batch; undefined when there was none */
  private async batch(tx: Transaction, after: string): Promise<string | undefined> {
    // Locked as an erasure locks them, so that no entry comes to stand beside an identity that goes.
    const rows = await tx.rows<{ caseRef: string }>(
      `SELECT i.case_ref AS "caseRef" FROM register.identity i
        WHERE i.case_ref > $1::uuid
          AND NOT EXISTS (SELECT FROM register.search_entry s WHERE s.case_ref = i.case_ref AND s.version = $2)
        ORDER BY i.case_ref LIMIT ${BATCH} FOR UPDATE OF i`,
      [after, SEARCH_VERSION],
    );
    const caseRefs = rows.map(({ caseRef }) => caseRef);
    const [identities, keys] = [await this.vault.open(tx, caseRefs), await this.vault.keysOf(tx, caseRefs)];
    const cases = [...identities].flatMap(([caseRef, identity]) => {
      const key = keys.get(caseRef);
      return key === undefined ? [] : [{ caseRef, identity, key }];
    });
    await this.vault.search.put(tx, cases);
    return caseRefs.at(-1);
  }
}
