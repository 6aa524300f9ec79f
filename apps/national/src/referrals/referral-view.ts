import {
  REFERRAL_COMMAND,
  type CountryCode,
  type ReferralCommandCode,
  type ReferralStatus,
  type RefusalReason,
} from '#contracts';
import { commandCode, isTakenOn, TRANSITIONS, type ReferralOutcome } from '#domain';
import { ownSide, type OwnReferral } from './own-referral.js';
import type { OpenedParts } from './part-vault.js';
import type { OpenFile } from './referral-desk.js';

/** Where a referral stands for the own organisation. */
export interface ReferralSummary {
  readonly referralRef: string;
  readonly direction: OwnReferral['direction'];
  /** The other side. */
  readonly country: CountryCode;
  /** The organisation on the other side of a referral inside the country; `null`: across the border. */
  readonly organisation: string | null;
  readonly caseRef: string | null;
  /** The sender's case inside the country, once the receiver has taken it on and as long as it is shared. */
  readonly referredCaseRef: string | null;
  /** As the region decided; `null`: the request itself is not decided yet. */
  readonly status: ReferralStatus | null;
  /** What `expected` of ask, accept and reject must name: what is shown here was seen. */
  readonly version: number;
  /** What the state allows the own side now. */
  readonly possible: readonly ReferralCommandCode[];
  /** The receiver is asked to destroy what was shared, and has not confirmed it yet. */
  readonly stopUnconfirmed: boolean;
  /** Own commands without a decision, and whether they have left yet. */
  readonly waiting: readonly { readonly command: ReferralCommandCode; readonly at: Date; readonly sent: boolean }[];
}

export interface ReferralView extends ReferralSummary, OpenedParts {
  /** Until when two persons' decision stands in for the person's consent; `null`: it rests on consent. */
  readonly protectedUntil: Date | null;
  readonly sharingStoppedAt: Date | null;
  /** When the receiver had destroyed what was shared. */
  readonly stopConfirmedAt: Date | null;
  /** Since when the preview and the notes can be read by nobody. */
  readonly keyDestroyedAt: Date | null;
  /** What was told, in order. */
  readonly history: readonly (ReferralOutcome['data'] & { readonly outcome: string })[];
  /** Own commands that lost: what was tried, why not. */
  readonly refused: readonly {
    readonly command: ReferralCommandCode;
    readonly at: Date;
    readonly why: RefusalReason;
  }[];
}

export function summaryOf(file: OpenFile): ReferralSummary {
  const { own, told, expected, given } = file;
  return {
    ...{ referralRef: own.referralRef, direction: own.direction, country: own.country, caseRef: own.caseRef },
    ...{ organisation: own.partner, referredCaseRef: referredCase(file) },
    status: told.referral?.status ?? null,
    version: expected.referral?.version ?? 0,
    possible: possibleIn(file),
    stopUnconfirmed: own.stopAskedAt !== null && own.stopConfirmedAt === null,
    waiting: given
      .filter(({ outcome }) => outcome === null)
      .map(({ type, at, sent }) => ({ command: commandCode(type), at, sent })),
  };
}

export function viewOf(file: OpenFile, parts: OpenedParts): ReferralView {
  const { own, outcomes, given } = file;
  return {
    ...summaryOf(file),
    ...parts,
    protectedUntil: own.protectedUntil,
    ...{ sharingStoppedAt: own.sharingStoppedAt, stopConfirmedAt: own.stopConfirmedAt },
    keyDestroyedAt: own.keyDestroyedAt,
    history: outcomes.map(({ type, data }) => ({ outcome: outcomeCode(type), ...data })),
    refused: given.flatMap(({ type, at, why }) => (why === null ? [] : [{ command: commandCode(type), at, why }])),
  };
}

function referredCase({ own, told: { referral } }: OpenFile): string | null {
  const shared = referral !== null && isTakenOn(referral) && own.sharingStoppedAt === null;
  return own.direction === 'IN' && shared ? own.referredCaseRef : null;
}

/** `kerege.referral.entered-in-error.v1` becomes `ENTERED_IN_ERROR`. */
export function outcomeCode(type: ReferralOutcome['type']): string {
  return (type.split('.')[2] ?? '').toUpperCase().replaceAll('-', '_');
}

export function possibleIn({ own, expected }: Pick<OpenFile, 'own' | 'expected'>): ReferralCommandCode[] {
  const { referral } = expected;
  if (referral === null) return [];
  return REFERRAL_COMMAND.filter((code) => {
    if (code === 'REQUEST') return false;
    if (code === 'UNLINK') return referral.linked;
    if (code === 'START' && own.sharingStoppedAt !== null) return false;
    return TRANSITIONS[code][ownSide(own)]?.includes(referral.status) === true;
  });
}
