import { topicOf, type CountryCode } from '#contracts';
import { countriesTold, type Referral, type ReferralOutcome } from '#domain';
import type { OutgoingEvent } from '#messaging';

/**
 * What the countries are told of an outcome. What was sealed to the sequencer stays in the history; what one country sealed to the other
 * opens nowhere else. Who lost a referral to another receiver does not learn which country that is: the person is there now.
 * @param parties of the referral, for a refusal that both sides are told of
 */
export function inboxCopies(
  outcome: ReferralOutcome,
  parties: Pick<Referral, 'from' | 'to'> | null = null,
): OutgoingEvent[] {
  const { type, referralRef, data } = outcome;
  return countriesTold(outcome, parties).map((country) => ({
    ...{ topic: topicOf(country, 'inbox'), type, subject: referralRef },
    ...{ time: data.at, data: copyFor(country, outcome) },
  }));
}

function copyFor(country: CountryCode, outcome: ReferralOutcome): object {
  const { type, data } = outcome;
  if (type !== 'kerege.referral.withdrawn.v1' || data.cause !== 'SIBLING_STARTED') return withoutGuard(outcome);
  const { command: _, ...copy } = data;
  return country === data.from ? data : copy;
}

function withoutGuard({ type, data }: ReferralOutcome): object {
  if (type !== 'kerege.referral.requested.v1' && type !== 'kerege.referral.started.v1') return data;
  const { guard: _, ...copy } = data;
  return copy;
}
