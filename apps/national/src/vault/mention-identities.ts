import type { PersonMention } from '#linkage';
import type { Transaction } from '#persistence';
import type { IdentityVault } from './identity-vault.js';

/** Opens what the encoder needs of a person, and nothing more. */
export class VaultMentions {
  constructor(private readonly vault: IdentityVault) {}

  async of(tx: Transaction, caseRefs: readonly string[]): Promise<ReadonlyMap<string, PersonMention>> {
    const identities = await this.vault.open(tx, caseRefs);
    const rows = await tx.rows<{ caseRef: string; sex: string }>(
      `SELECT case_ref AS "caseRef", facts ->> 'sex' AS sex FROM register.episode WHERE case_ref = ANY ($1::uuid[])`,
      [caseRefs],
    );
    const mentions = new Map<string, PersonMention>();
    for (const { caseRef, sex } of rows) {
      const identity = identities.get(caseRef);
      if (identity === undefined) continue;
      const { givenName, patronymic, surname, birthDate, documentNo, nationalId, phone, handle } = identity;
      mentions.set(caseRef, { givenName, patronymic, surname, birthDate, sex, documentNo, nationalId, phone, handle });
    }
    return mentions;
  }
}
