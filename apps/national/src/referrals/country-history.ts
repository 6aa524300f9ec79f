import {
  decide,
  evolveReferral,
  NO_HISTORY,
  type DecisionContext,
  type OpenedOutcome,
  type ReferralCommand,
  type ReferralGuard,
  type ReferralHistory,
  type ReferralOutcome,
} from '#domain';
import { topicOf, type CountryCode } from '#contracts';
import type { GivenCommand } from './command-store.js';
import { receiverOf, type OwnReferral } from './own-referral.js';

/**
 * The state of a referral as this country was told it. Each side is told what concerns it: refusals of the other side leave gaps in
 * the sequence, which change no state.
 */
export function toldHistory(own: OwnReferral, outcomes: readonly ReferralOutcome[]): ReferralHistory {
  return outcomes.reduce<ReferralHistory>((history, outcome) => {
    // Nothing can be made of what is told before the request: it counts once that has come.
    if (history.referral === null && !BEGINS.includes(outcome.type)) return history;
    return evolveReferral({ ...history, sequence: outcome.data.sequence - 1 }, opened(own, outcome));
  }, NO_HISTORY);
}

const BEGINS: readonly ReferralOutcome['type'][] = ['kerege.referral.requested.v1', 'kerege.referral.refused.v1'];

/** What is sealed to the sequencer never comes back: its place is taken by what this country itself knows of it. */
function opened(own: OwnReferral, outcome: ReferralOutcome): OpenedOutcome {
  const caseRef = own.caseRef ?? own.referralRef;
  if (outcome.type === 'kerege.referral.requested.v1') {
    return { ...outcome, guard: guardOf(own) };
  }
  return { ...outcome, guard: outcome.type === 'kerege.referral.started.v1' ? { caseRef } : null };
}

function guardOf(own: OwnReferral): ReferralGuard {
  const receiver = receiverOf(own);
  const guard = { caseRef: own.caseRef ?? own.referralRef, slotRefs: [...own.slotRefs] };
  return receiver === undefined ? guard : { ...guard, receiver };
}

/** The history with this country's own commands that wait for their decision, as they will be decided if nobody comes between. */
export function expectedHistory(
  own: OwnReferral,
  told: ReferralHistory,
  given: readonly GivenCommand[],
  { country, context }: { readonly country: CountryCode; readonly context: DecisionContext },
): ReferralHistory {
  const waiting = given.filter(({ outcome }) => outcome === null);
  return waiting.reduce((history, command) => {
    const { outcome } = decide(history, commandFor(own, country, command), context);
    return evolveReferral(history, outcome);
  }, told);
}

/** A given command in the form in which it is decided; its place in the log is not known before it has been read there. */
export function commandFor(
  own: OwnReferral,
  country: CountryCode,
  { type, data, caseRef, eventId, at }: Pick<GivenCommand, 'type' | 'data' | 'caseRef' | 'eventId' | 'at'>,
): ReferralCommand {
  const guards = {
    'kerege.referral.request.v1': guardOf(own),
    'kerege.referral.start.v1': { caseRef: caseRef ?? own.referralRef },
  };
  const guard = type in guards ? guards[type as keyof typeof guards] : null;
  const position = { topic: topicOf(country, 'referral'), partition: 0, offset: '0' };
  // Type and data were given together.
  return {
    type,
    data,
    referralRef: own.referralRef,
    id: eventId,
    source: country,
    position,
    at: at.getTime(),
    guard,
  } as ReferralCommand;
}
