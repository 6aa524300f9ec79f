import {
  decide,
  evolveReferral,
  NO_HISTORY,
  sideOfCountry,
  type OpenedOutcome,
  type ReferralCommand,
  type ReferralHistory,
} from '#domain';
import type { Transaction } from '#persistence';
import { stoppedReferrals } from '../erasure/stop-store.js';
import type { OutcomeWriter } from './outcome-writer.js';
import type { ReferralPolicies } from './policies.js';
import { loadCases, loadHistories } from './referral-store.js';

/** The referrals that a batch of commands may touch, as they stand while it is decided. */
class Board {
  private constructor(private readonly histories: Map<string, ReferralHistory>) {}

  static async load(tx: Transaction, commands: readonly ReferralCommand[]): Promise<Board> {
    const histories = await loadHistories(tx, [...new Set(commands.map(({ referralRef }) => referralRef))]);
    const cases = commands.flatMap((command) => {
      const referral = histories.get(command.referralRef)?.referral;
      if (referral) return [{ from: referral.from, caseRef: referral.caseRef }];
      if (command.type !== 'kerege.referral.request.v1' || command.guard === 'UNREADABLE') return [];
      return [{ from: command.source, caseRef: command.guard.caseRef }];
    });
    for (const { referralRef, history } of await loadCases(tx, cases)) histories.set(referralRef, history);
    return new Board(histories);
  }

  of(referralRef: string): ReferralHistory {
    return this.histories.get(referralRef) ?? NO_HISTORY;
  }

  /** The other referrals of the sender's case. */
  ofSameCase(command: ReferralCommand): ReferralHistory[] {
    const own = this.of(command.referralRef).referral;
    const key = own ?? requested(command);
    if (key === undefined) return [];
    return [...this.histories]
      .filter(
        ([ref, { referral }]) =>
          ref !== command.referralRef && referral?.from === key.from && referral.caseRef === key.caseRef,
      )
      .map(([, history]) => history);
  }

  apply(outcome: OpenedOutcome): void {
    this.histories.set(outcome.referralRef, evolveReferral(this.of(outcome.referralRef), outcome));
  }
}

function requested(command: ReferralCommand): { readonly from: string; readonly caseRef: string } | undefined {
  if (command.type !== 'kerege.referral.request.v1' || command.guard === 'UNREADABLE') return undefined;
  return { from: command.source, caseRef: command.guard.caseRef };
}

/** Decides commands in their order and writes what comes of them. Lock the referrals first, and note the commands as decided afterwards. */
export async function decideCommands(
  tx: Transaction,
  commands: readonly ReferralCommand[],
  policies: ReferralPolicies,
  writer: OutcomeWriter,
): Promise<void> {
  if (commands.length === 0) return;
  const board = await Board.load(tx, commands);
  const stopped = await stoppedReferrals(
    tx,
    commands.map(({ referralRef }) => referralRef),
  );
  const outcomes: OpenedOutcome[] = [];
  for (const command of commands) {
    const at = new Date(command.at);
    const history = board.of(command.referralRef);
    const receiver = command.type === 'kerege.referral.request.v1' ? command.data.to : history.referral?.to;
    const { outcome, consequences } = decide(history, command, {
      side: sideOfCountry(history, command),
      ...{ basis: 'CROSS_BORDER_REFERRAL', emergency: false },
      ofSameCase: board.ofSameCase(command),
      sharingStopped: stopped.has(command.referralRef),
      senderTakesPart: policies.takesPart(history.referral?.from ?? command.source, at),
      receiverTakesPart: receiver !== undefined && policies.takesPart(receiver, at),
      policy: policies.of(receiver ?? command.source, at),
    });
    for (const next of [outcome, ...consequences]) {
      board.apply(next);
      outcomes.push(next);
    }
  }
  await writer.write(tx, outcomes, (referralRef) => board.of(referralRef));
}
