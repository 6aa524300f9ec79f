import { randomUUID } from 'node:crypto';
import type { ReferralCommandType, RefusalReason } from '#contracts';
import {
  awaitsStart,
  decide,
  dueOutcomes,
  lateWindowOpen,
  nextDueAt,
  shareSlot,
  type Referral,
  type ReferralOutcome,
  type Side,
} from '#domain';
import type { Transaction } from '#persistence';
import { noteDecided } from './command-store.js';
import { commandFor, toldHistory } from './country-history.js';
import { keyEnd } from './key-end.js';
import { notify } from './notifications.js';
import { keepOutcome, outcomesOf } from './outcome-store.js';
import type { OwnReferral } from './own-referral.js';
import type { OpenFile, ReferralDesk } from './referral-desk.js';
import { anyReferral, domesticCaseOf, referralsOut, setDue, setKeyEnd } from './referral-store.js';
import { outcomeCode } from './referral-view.js';
import { forbiddenByState, type Leaving, type SendCommand } from './send-command.js';

/** Who acts when the service was given somewhere else: no person decides it. */
const BY_START = 'sibling-started';

/** Who gives a command: a side, and the caller who speaks for it. */
export interface Giver {
  readonly side: Side;
  readonly caller: string;
}

/** A command between two organisations of the country: nothing of it is sealed, and nothing leaves. */
export type DomesticCommand = Pick<Leaving<ReferralCommandType>, 'type' | 'clear' | 'caseRef'>;

/**
 * Decides referrals between organisations of the country, by the rules that decide those between countries. Its order is the
 * lock of the sender's case: whoever comes second finds what the first has made of it.
 */
export class DomesticSequencer {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly send: SendCommand,
    private readonly now: () => Date,
  ) {}

  /** @throws ProblemError 409 `referral-state` with state, reason and what is possible; nothing has changed then */
  async decide(tx: Transaction, referralRef: string, giver: Giver, command: DomesticCommand): Promise<void> {
    const refusal = await this.attempt(tx, referralRef, giver, command);
    if (refusal === undefined) return;
    const { file, why } = refusal;
    throw forbiddenByState({ ...file, own: { ...file.own, direction: giver.side === 'SENDER' ? 'OUT' : 'IN' } }, why);
  }

  /** The same for what follows from a fact: where the state forbids it there is nothing to do. @returns why not */
  async attempt(
    tx: Transaction,
    referralRef: string,
    { side, caller }: Giver,
    { type, clear, caseRef }: DomesticCommand,
  ): Promise<{ readonly file: OpenFile; readonly why: RefusalReason } | undefined> {
    const file = await this.upToDate(tx, referralRef);
    const given = { type, data: clear, caseRef: caseRef ?? null, eventId: randomUUID(), at: this.now() };
    const command = commandFor(file.own, this.desk.country, given);
    const { outcome, consequences } = decide(file.told, command, { ...file.context, side });
    if (outcome.type === 'kerege.referral.refused.v1') return { file, why: outcome.data.why };
    await noteDecided(tx, referralRef, { ...given, caller, outcome: outcome.type });
    const other = side === 'SENDER' ? file.own.partner : file.own.organisation;
    await this.write(tx, file, outcome, [other]);
    for (const next of consequences) await this.siblingStarted(tx, next);
    return undefined;
  }

  /** What the clock has brought about in one referral. Repeatable. */
  async tick(tx: Transaction, referralRef: string): Promise<void> {
    await this.upToDate(tx, referralRef);
  }

  /** A service of the case has begun elsewhere: what else was asked for it inside the country, and has not begun, is withdrawn. */
  async reroute(tx: Transaction, { referralRef, caseRef, slotRefs }: OwnReferral): Promise<void> {
    if (caseRef === null) return;
    for (const other of await referralsOut(tx, caseRef)) {
      const common = other.partner !== null && other.referralRef !== referralRef && shareSlot(other, { slotRefs });
      if (common) await this.withdrawSibling(tx, other.referralRef);
    }
  }

  /** What the start means for another referral of the case; one across the border is withdrawn there, by a command like any other. */
  private async siblingStarted(tx: Transaction, outcome: ReferralOutcome): Promise<void> {
    const sibling = await anyReferral(tx, outcome.referralRef);
    if (sibling === undefined || sibling.partner === null) return this.withdrawSibling(tx, outcome.referralRef);
    const told = [sibling.organisation, sibling.partner];
    await this.write(tx, await this.desk.open(tx, sibling), outcome, told);
  }

  private async withdrawSibling(tx: Transaction, referralRef: string): Promise<void> {
    const own = await anyReferral(tx, referralRef);
    if (own === undefined) return;
    const file = await this.desk.open(tx, own);
    const { referral } = file.expected;
    if (referral === null || !this.waits(referral)) return;
    // Abroad an acceptance may be on its way, after which REROUTED would be refused.
    const accepted = referral.status === 'ACCEPTED' || own.partner === null;
    const reason = accepted ? 'CIRCUMSTANCES_CHANGED' : 'REROUTED';
    const withdrawal = { type: 'kerege.referral.withdraw.v1', clear: { reason } } as const;
    if (own.partner !== null) {
      await this.attempt(tx, referralRef, { side: 'SENDER', caller: BY_START }, withdrawal);
    } else if (this.send.allows(file, withdrawal)) {
      await this.send.send(tx, file, BY_START, withdrawal);
    }
  }

  private waits(referral: Referral): boolean {
    return awaitsStart(referral) || lateWindowOpen(referral, this.now().getTime());
  }

  /** The referral under the lock of its case, with everything that the clock has brought about until now. */
  private async upToDate(tx: Transaction, referralRef: string): Promise<OpenFile> {
    const caseRef = await domesticCaseOf(tx, referralRef);
    await tx.rows('SELECT FROM register.episode WHERE case_ref = $1::uuid FOR NO KEY UPDATE', [caseRef]);
    const own = await anyReferral(tx, referralRef);
    if (own === undefined) throw new Error('a referral inside the country was not there');
    const file = await this.desk.open(tx, own);
    const due = dueOutcomes(file.told, this.now().getTime(), file.context.policy);
    for (const outcome of due) await this.write(tx, file, outcome, [own.organisation, own.partner]);
    return due.length === 0 ? file : this.desk.open(tx, own);
  }

  private async write(
    tx: Transaction,
    { own, context }: OpenFile,
    outcome: ReferralOutcome,
    told: readonly (string | null)[],
  ): Promise<void> {
    const { referralRef } = own;
    // Who gave the command is in the register of commands; there is no log in which it would have a place.
    const { command: _, ...data } = outcome.data as ReferralOutcome['data'] & { readonly command?: object };
    await keepOutcome(tx, { type: outcome.type, referralRef, data } as ReferralOutcome);
    const history = toldHistory(own, await outcomesOf(tx, referralRef));
    await setKeyEnd(tx, referralRef, keyEnd(history, this.now()));
    const dueAt = history.referral && nextDueAt(history.referral, context.policy);
    await setDue(tx, referralRef, dueAt === null ? null : new Date(dueAt));
    for (const organisation of told) {
      if (organisation !== null) {
        await notify(tx, organisation, { referralRef, outcome: outcomeCode(outcome.type), why: null });
      }
    }
  }
}
