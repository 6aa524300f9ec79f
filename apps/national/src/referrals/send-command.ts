import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  topicOf,
  type CountryCode,
  type ReferralCommandData,
  type ReferralCommandType,
  type RefusalReason,
} from '#contracts';
import { decide } from '#domain';
import { ProblemError } from '#http';
import type { OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';
import { noteCommand, type GivenCommand } from './command-store.js';
import { commandFor } from './country-history.js';
import type { OpenFile } from './referral-desk.js';
import { possibleIn } from './referral-view.js';

/** A command on its way out: what it says in clear, and what is sealed when it may leave. */
export interface Leaving<T extends ReferralCommandType = ReferralCommandType> {
  readonly type: T;
  readonly clear: Record<string, unknown>;
  /** The receiver's own case, in the command that starts. */
  readonly caseRef?: string;
  readonly seal?: () => Promise<Partial<ReferralCommandData[T]>>;
  /** Says the same in clear as a command that waits, and something else under its seal. */
  readonly differs?: boolean;
}

/**
 * Gives a command to the sequencer. What this country already knows to be impossible does not leave: the same rules that will decide it
 * are asked first. The sequencer has the last word.
 */
export class SendCommand {
  constructor(
    private readonly country: CountryCode,
    private readonly outbox: OutboxPort,
    private readonly now: () => Date,
  ) {}

  /**
   * Repeating a command that still waits sends nothing.
   * @returns whether it was sent
   * @throws ProblemError 409 `referral-state` with state, reason and what is possible
   */
  async send(tx: Transaction, file: OpenFile, caller: string, leaving: Leaving): Promise<boolean> {
    const { own, given } = file;
    const { type, clear, caseRef = null } = leaving;
    if (given.some((one) => one.outcome === null && isRepeat(one, leaving))) return false;
    const at = this.now();
    const why = this.whyNot(file, leaving, at);
    if (why !== undefined) throw forbiddenByState(file, why);
    const topic = topicOf(this.country, 'referral');
    const data = { ...clear, ...(await leaving.seal?.()) };
    await this.outbox.add(tx, [{ topic, type, subject: own.referralRef, time: minuteOf(at), data }]);
    await noteCommand(tx, topic, own.referralRef, { type, data: clear, caseRef, caller, at });
    return true;
  }

  /** Whether the rules that will decide the command allow it as things stand here. */
  allows(file: OpenFile, leaving: Leaving): boolean {
    return this.refusal(file, leaving) === undefined;
  }

  /** Why the rules that will decide the command forbid it as things stand here. */
  refusal(file: OpenFile, leaving: Leaving): RefusalReason | undefined {
    return this.whyNot(file, leaving, this.now());
  }

  private whyNot({ own, expected, context }: OpenFile, leaving: Leaving, at: Date): RefusalReason | undefined {
    const { type, clear, caseRef = null } = leaving;
    const command = { type, data: clear, caseRef, eventId: randomUUID(), at };
    const { outcome } = decide(expected, commandFor(own, this.country, command), context);
    return outcome.type === 'kerege.referral.refused.v1' ? outcome.data.why : undefined;
  }
}

function isRepeat(given: GivenCommand, { type, clear, caseRef, differs = false }: Leaving): boolean {
  const same = given.type === type && given.caseRef === (caseRef ?? null);
  return same && !differs && isDeepStrictEqual(given.data, clear);
}

/** 409 with the state, the reason, and what is possible. */
export function forbiddenByState(file: OpenFile, why: RefusalReason): ProblemError {
  return new ProblemError(
    409,
    'referral-state',
    'The referral’s state does not allow this; "possible" says what it allows.',
    {
      state: file.expected.referral?.status ?? null,
      why,
      possible: possibleIn(file),
    },
  );
}

function minuteOf(at: Date): string {
  return `${at.toISOString().slice(0, 16)}:00Z`;
}
