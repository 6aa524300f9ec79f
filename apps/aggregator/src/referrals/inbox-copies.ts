import { topicOf, type CountryCode } from '#contracts';
import type { ReferralOutcome } from '#domain';
import type { OutgoingEvent } from '#messaging';

/**
 * What the countries are told of an outcome: both sides, of a refusal only who tried. What was sealed to the sequencer stays in the history; what
 * one country sealed to the other opens nowhere else.
 */
export function inboxCopies(outcome: ReferralOutcome): OutgoingEvent[] {
  const { type, referralRef, data } = outcome;
  const copy = withoutGuard(outcome);
  return recipientsOf(outcome).map((country) => ({
    ...{ topic: topicOf(country, 'inbox'), type, subject: referralRef },
    ...{ time: data.at, data: copy },
  }));
}

function recipientsOf({ type, data }: ReferralOutcome): readonly CountryCode[] {
  return type === 'kerege.referral.refused.v1' ? [data.command.source] : [data.from, data.to];
}

function withoutGuard({ type, data }: ReferralOutcome): object {
  if (type !== 'kerege.referral.requested.v1' && type !== 'kerege.referral.started.v1') return data;
  const { guard: _, ...copy } = data;
  return copy;
}
