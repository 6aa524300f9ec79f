/** What a country decides about publishing; its version goes into each case event as `policyversion`. */
export interface PublicationPolicy {
  /** For example `kz-2026-1`. */
  readonly version: string;
  /** Persons of the own register, the person included, that a tuple above the last rung must stand for; at least 2. */
  readonly k: number;
  /** Months up to and including the day of registration in which they count. */
  readonly windowMonths: number;
  /** Days from the decision's arrival in the register after which NOT_A_VICTIM, VOIDED and CLOSED retract the mention. */
  readonly appealDays: number;
}

export const DEFAULT_K = 3;
export const DEFAULT_WINDOW_MONTHS = 24;
export const DEFAULT_APPEAL_DAYS = 90;

export function defaultPolicy(version: string): PublicationPolicy {
  return { version, k: DEFAULT_K, windowMonths: DEFAULT_WINDOW_MONTHS, appealDays: DEFAULT_APPEAL_DAYS };
}

/** The version of the policy that a country's service publishes under until the country changes it. */
export function currentPolicyVersion(country: string): string {
  return `${country.toLowerCase()}-2026-1`;
}
