import type { CountryCode } from '#contracts';
import type { Side } from '#domain';

/** One referral as this country keeps it; its state is the fold of its outcomes (`country-history.ts`). */
export interface OwnReferral {
  readonly referralRef: string;
  readonly direction: 'OUT' | 'IN';
  /** The other side. */
  readonly country: CountryCode;
  /** The own organisation, which alone sees it. */
  readonly organisation: string;
  /** The own case: the sender's from the request on, the receiver's from the start on. */
  readonly caseRef: string | null;
  /** One for each service that was asked for; known to the sender. */
  readonly slotRefs: readonly string[];
  readonly keySlot: number;
  readonly keyDestroyedAt: Date | null;
  /** Since when nothing more is shared, because the person took the consent back after the acceptance. */
  readonly sharingStoppedAt: Date | null;
  /** Sender: since when the receiver is asked to destroy what was shared. */
  readonly stopAskedAt: Date | null;
  /** Sender: when the receiver confirmed it. */
  readonly stopConfirmedAt: Date | null;
}

export function ownSide({ direction }: Pick<OwnReferral, 'direction'>): Side {
  return direction === 'OUT' ? 'SENDER' : 'RECEIVER';
}
