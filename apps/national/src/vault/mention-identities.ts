import type { PersonMention } from '#linkage';
import type { Transaction } from '#persistence';
import type { IdentityVault } from './identity-vault.js';

/** What the register holds beside the identity. */
interface MentionFacts {
  readonly caseRef: string;
  readonly sex: string | null;
  readonly birthAdmin1: string | null;
  readonly citizenship: string | null;
}

/** Opens what the encoder needs of a person, and nothing more. */
export class VaultMentions {
  constructor(private readonly vault: IdentityVault) {}

  async of(tx: Transaction, caseRefs: readonly string[]): Promise<ReadonlyMap<string, PersonMention>> {
    const identities = await this.vault.open(tx, caseRefs);
    const rows = await tx.rows<MentionFacts>(
      `SELECT case_ref AS "caseRef", facts ->> 'sex' AS sex, facts ->> 'birthAdmin1' AS "birthAdmin1",
              facts ->> 'citizenship' AS citizenship
         FROM register.episode WHERE case_ref = ANY ($1::uuid[])`,
      [caseRefs],
    );
    const mentions = new Map<string, PersonMention>();
    for (const { caseRef, ...facts } of rows) {
      const identity = identities.get(caseRef);
      if (identity === undefined) continue;
      const { givenName, patronymic, surname, aliases, birthDate, birthPlace } = identity;
      const { documentNo, nationalId, phone, handle } = identity;
      const name = { givenName, patronymic, surname, aliases };
      mentions.set(caseRef, { ...name, birthDate, birthPlace, ...facts, documentNo, nationalId, phone, handle });
    }
    return mentions;
  }
}
