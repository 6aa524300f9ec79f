import type { PartialDate } from '#domain';
import type { Transaction } from '#persistence';
import type { IdentityVault } from './identity-vault.js';

/** Tells other modules when the person of a case was born, and nothing else of them. */
export class BirthDates {
  constructor(private readonly vault: IdentityVault) {}

  /** `null` where it is not known, or the case is erased. */
  async of(tx: Transaction, caseRef: string): Promise<PartialDate | null> {
    return (await this.vault.open(tx, [caseRef])).get(caseRef)?.birthDate ?? null;
  }
}
