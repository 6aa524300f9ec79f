import type { ConsentPurpose, InformedCheck } from '#contracts';

/** What somebody must have been told before any consent counts (HTCDS 2.0, `con_Consent`). */
const OF_EVERY_PURPOSE: readonly InformedCheck[] = [
  'toldPurpose',
  'toldUses',
  'toldAccessRight',
  'toldRetention',
  'toldHowToWithdraw',
];

/** Checks of a purpose's own. Research is a purpose of its own and a condition of none. */
const OF_PURPOSE: Readonly<Partial<Record<ConsentPurpose, readonly InformedCheck[]>>> = {
  RESEARCH: ['toldResearchUse'],
  LAW_ENFORCEMENT_CONTACT: ['agreesToInterview'],
};

/** The checks that a consent to a purpose needs. */
export function checksOf(purpose: ConsentPurpose): readonly InformedCheck[] {
  return [...OF_EVERY_PURPOSE, ...(OF_PURPOSE[purpose] ?? [])];
}
