import type { CountryCode } from '#contracts';
import type { DecisionContext, ReferralHistory, ReferralOutcome } from '#domain';
import type { Transaction } from '#persistence';
import { commandsOf, type GivenCommand } from './command-store.js';
import { expectedHistory, toldHistory } from './country-history.js';
import { outcomesOf } from './outcome-store.js';
import { basisOf, ownSide, type OwnReferral } from './own-referral.js';
import { referralsOut } from './referral-store.js';
import type { RegionalMembers } from './regional-members.js';

/** One referral with all that is known of it. */
export interface OpenFile {
  readonly own: OwnReferral;
  readonly outcomes: readonly ReferralOutcome[];
  readonly given: readonly GivenCommand[];
  /** As told. */
  readonly told: ReferralHistory;
  /** With the own commands that are under way. */
  readonly expected: ReferralHistory;
  readonly context: DecisionContext;
}

/** Puts together what this country knows of a referral. */
export class ReferralDesk {
  constructor(
    readonly country: CountryCode,
    private readonly members: RegionalMembers,
    private readonly now: () => Date,
  ) {}

  async open(tx: Transaction, own: OwnReferral): Promise<OpenFile> {
    const others = own.direction === 'OUT' && own.caseRef !== null ? await referralsOut(tx, own.caseRef) : [];
    const ofSameCase: ReferralHistory[] = [];
    for (const other of others) {
      if (other.referralRef !== own.referralRef) ofSameCase.push((await this.read(tx, other, [])).expected);
    }
    return this.read(tx, own, ofSameCase);
  }

  private async read(tx: Transaction, own: OwnReferral, ofSameCase: readonly ReferralHistory[]): Promise<OpenFile> {
    const [sender, receiver] = own.direction === 'OUT' ? [this.country, own.country] : [own.country, this.country];
    const at = this.now();
    const context: DecisionContext = {
      ...{ side: ownSide(own), basis: basisOf(own) },
      ...{ ofSameCase, sharingStopped: own.sharingStoppedAt !== null },
      emergency: own.protectedUntil !== null && at < own.protectedUntil,
      // Inside the country it is the directory that says who takes part, when the request is made.
      senderTakesPart: own.partner !== null || this.members.takesPart(sender, at),
      receiverTakesPart: own.partner !== null || this.members.takesPart(receiver, at),
      policy: this.members.policy(receiver, at),
    };
    const outcomes = await outcomesOf(tx, own.referralRef);
    const given = await commandsOf(tx, own.referralRef);
    const told = toldHistory(own, outcomes);
    const expected = expectedHistory(own, told, given, { country: this.country, context });
    return { own, outcomes, given, told, expected, context };
  }
}
