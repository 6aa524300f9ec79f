import type {
  ConsentPurpose,
  CountryCode,
  OverdueMark,
  ReferralMode,
  ReferralReason,
  ReferralStatus,
  Urgency,
} from '#contracts';

/** A question to the sender that waits for its answer. Times in milliseconds since 1970, by the broker's clock. */
export interface OpenQuestion {
  readonly askedAt: number;
  /** When the referral expires if nobody answers: half of the time to answer after the question. */
  readonly limit: number;
}

/** What the person agrees to when another country, or another organisation of their own one, is asked. Neither stands for the other. */
export type ReferralBasis = Extract<ConsentPurpose, 'CROSS_BORDER_REFERRAL' | 'DOMESTIC_REFERRAL'>;

/** One referral as its outcomes tell it. Times in milliseconds since 1970, by the broker's clock. */
export interface Referral {
  readonly referralRef: string;
  readonly from: CountryCode;
  readonly to: CountryCode;
  /** Who is asked: a country, or an organisation of the sender's own. */
  readonly receiver: string;
  readonly mode: ReferralMode;
  readonly reason: ReferralReason;
  readonly urgency: Urgency;
  readonly consents: readonly ConsentPurpose[];
  /** The sender's case, and one reference for each service that was asked for: opened from the part sealed to the sequencer. */
  readonly caseRef: string;
  readonly slotRefs: readonly string[];
  readonly status: ReferralStatus;
  /** Sequence of the last outcome that changed the state: what `expected` of a command is compared with. */
  readonly version: number;
  /** `version` before an expiry: a receiver that was cut off accepts what it last saw. */
  readonly versionBeforeExpiry: number | null;
  readonly requestedAt: number;
  /** Time to answer, milliseconds, as the deadline was first computed. */
  readonly answerTime: number;
  /** Moves with every pause. */
  readonly deadline: number;
  /** Rounds of questions so far, the open one included. */
  readonly questions: number;
  readonly question: OpenQuestion | null;
  /** Marks that were told already. */
  readonly marks: readonly OverdueMark[];
  /** By when an accepted referral should start. */
  readonly startBy: number | null;
  readonly expiredAt: number | null;
  /** Until when an expired referral may still be accepted, included; equal to `expiredAt`: not at all. */
  readonly lateUntil: number | null;
  /** The receiver's own case from the start on. */
  readonly receiverCaseRef: string | null;
  /** Whether both cases are held to be one person's, marked `by-referral`. */
  readonly linked: boolean;
}

/** What the history of one referral adds up to; a refused request leaves a sequence and no referral. */
export interface ReferralHistory {
  /** Sequence of the last outcome, whatever it was; 0 before the first. */
  readonly sequence: number;
  readonly referral: Referral | null;
}

export const NO_HISTORY: ReferralHistory = { sequence: 0, referral: null };

const OPEN: readonly ReferralStatus[] = [
  'REQUESTED',
  'RECEIVED',
  'INFO_REQUESTED',
  'ACCEPTED',
  'IN_PROGRESS',
  'ON_HOLD',
];
const STARTED: readonly ReferralStatus[] = ['IN_PROGRESS', 'ON_HOLD'];

/** From the request until it is completed, or came to nothing. */
export function isOpen({ status }: Referral): boolean {
  return OPEN.includes(status);
}

/** Open, and the person has not arrived yet. */
export function awaitsStart(referral: Referral): boolean {
  return isOpen(referral) && !STARTED.includes(referral.status);
}

/**
 * Whether the receiver owns the sender's case by this referral: a case transfer moves it at the start, not before; failure
 * and error give it back, completion keeps it.
 */
export function ownsCaseByTransfer({ mode, status }: Referral): boolean {
  return mode === 'CASE_TRANSFER' && (STARTED.includes(status) || status === 'COMPLETED');
}

/** Whether the receiver has said yes and it has not come to nothing since: completion is no end of what was taken on. */
export function isTakenOn({ status }: Pick<Referral, 'status'>): boolean {
  return status === 'ACCEPTED' || status === 'COMPLETED' || STARTED.includes(status);
}

/** Whether two referrals of one case ask for a common service. */
export function shareSlot(a: Pick<Referral, 'slotRefs'>, b: Pick<Referral, 'slotRefs'>): boolean {
  return a.slotRefs.some((slot) => b.slotRefs.includes(slot));
}
