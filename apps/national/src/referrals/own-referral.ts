import type { CountryCode } from '#contracts';
import type { ReferralBasis, Side } from '#domain';

/** One referral as this country keeps it, seen by one side; its state is the fold of its outcomes (`country-history.ts`). */
export interface OwnReferral {
  readonly referralRef: string;
  readonly direction: 'OUT' | 'IN';
  /** The other side's: the own one for a referral inside the country. */
  readonly country: CountryCode;
  /** The organisation whose view this is. */
  readonly organisation: string;
  /** The organisation on the other side of a referral inside the country; `null`: across the border. */
  readonly partner: string | null;
  /** The own case: the sender's from the request on, the receiver's from the start on. */
  readonly caseRef: string | null;
  /** The sender's case of a referral inside the country, whosever view this is. */
  readonly referredCaseRef: string | null;
  /** One for each service that was asked for; known to the sender. */
  readonly slotRefs: readonly string[];
  readonly keySlot: number;
  readonly keyDestroyedAt: Date | null;
  /** Since when nothing more is shared, because the person took the consent back after the acceptance. */
  readonly sharingStoppedAt: Date | null;
  /** Until when two persons' decision stands in for the person's consent; `null`: it rests on consent. */
  readonly protectedUntil: Date | null;
  /** Sender: since when the receiver is asked to destroy what was shared. */
  readonly stopAskedAt: Date | null;
  /** Sender: when the receiver confirmed it. */
  readonly stopConfirmedAt: Date | null;
}

export function ownSide({ direction }: Pick<OwnReferral, 'direction'>): Side {
  return direction === 'OUT' ? 'SENDER' : 'RECEIVER';
}

/** The consent that a referral rests on. */
export function basisOf({ partner }: Pick<OwnReferral, 'partner'>): ReferralBasis {
  return partner === null ? 'CROSS_BORDER_REFERRAL' : 'DOMESTIC_REFERRAL';
}

/** The organisation that a referral inside the country asks; undefined: it asks another country. */
export function receiverOf({ direction, organisation, partner }: OwnReferral): string | undefined {
  if (partner === null) return undefined;
  return direction === 'OUT' ? partner : organisation;
}
