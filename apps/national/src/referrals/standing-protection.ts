import { emergencyBasis, emergencyEnd, EMERGENCY_PURPOSE } from '#domain';
import type { Transaction } from '#persistence';
import { emergenciesOf, protectionOf } from '../rights/emergency-store.js';
import type { ConsentedCase } from './consented-case.js';

/** Until when two persons' decision stands in for the person's own about a referral at home; `null`: it does not. */
export async function protectedUntil(
  tx: Transaction,
  { caseRef, consents }: Pick<ConsentedCase, 'caseRef' | 'consents'>,
  now: Date,
): Promise<Date | null> {
  const entries = consents.map((entry) => ({ ...entry, decidedAt: entry.decidedOn }));
  const standing = (await emergenciesOf(tx, caseRef))
    .map(protectionOf)
    .find((protection) => emergencyBasis(EMERGENCY_PURPOSE, protection, entries, now) !== undefined);
  return standing === undefined ? null : emergencyEnd(standing);
}
