import { topicOf } from '#contracts';
import { countriesTold, type Referral, type ReferralOutcome } from '#domain';
import type { OutgoingEvent } from '#messaging';

/**
 * What the countries are told of an outcome. What was sealed to the sequencer stays in the history; what one country sealed to the other
 * opens nowhere else.
 * @param parties of the referral, for a refusal that both sides are told of
 */
export function inboxCopies(
  outcome: ReferralOutcome,
  parties: Pick<Referral, 'from' | 'to'> | null = null,
): OutgoingEvent[] {
  const { type, referralRef, data } = outcome;
  const copy = withoutGuard(outcome);
  return countriesTold(outcome, parties).map((country) => ({
    ...{ topic: topicOf(country, 'inbox'), type, subject: referralRef },
    ...{ time: data.at, data: copy },
  }));
}

function withoutGuard({ type, data }: ReferralOutcome): object {
  if (type !== 'kerege.referral.requested.v1' && type !== 'kerege.referral.started.v1') return data;
  const { guard: _, ...copy } = data;
  return copy;
}
