import type { ErasureDuty } from '#contracts';

/**
 * What an erasure leaves, and the person is told: generalised events and past releases, which name nobody any more; the steps of
 * referrals, here and in the region's history; the organisation's own record id, so that a file that is sent again does not bring
 * the person back; who read the record.
 */
export const REMAINS = ['GENERALISED_EVENTS', 'PAST_RELEASES', 'REFERRAL_STEPS', 'RECORD_ID', 'READ_LOG'] as const;

/** One that holds something of the case. */
export interface ErasureHolder {
  /** The own country, AGGREGATOR, LINKAGE, or a country that received a referral. */
  readonly holder: string;
  /** `null`: not confirmed. */
  readonly confirmedAt: Date | null;
}

/** An erasure as its organisation sees it. */
export interface Erasure {
  readonly caseRef: string;
  /** ISO day. */
  readonly askedOn: string;
  /** REQUESTED: being carried out, or to be tried again. LIMITED: a duty forbids it. */
  readonly status: 'REQUESTED' | 'LIMITED' | 'ERASED';
  readonly duty: ErasureDuty | null;
  readonly erasedAt: Date | null;
  readonly holders: readonly ErasureHolder[];
  /** Holders that have not confirmed; 0 with status ERASED: done everywhere. */
  readonly unconfirmed: number;
  readonly remains: readonly string[];
}
