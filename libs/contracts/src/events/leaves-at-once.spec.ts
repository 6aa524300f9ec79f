import { EVENTS } from './all-events.js';
import { EVENT_EXAMPLES } from './examples.js';
import { REFERRAL_COMMANDS } from './referral-commands.js';
import { REFERRAL_OUTCOMES } from './referral-outcomes.js';
import { leavesAtOnce } from './leaves-at-once.js';

test('voided, erasure and whatever is about a referral leave at once, everything else of an ordinary day may wait', () => {
  const atOnce = EVENTS.filter(({ type }) => leavesAtOnce(type, EVENT_EXAMPLES[type])).map(({ type }) => type);
  const referrals = [...REFERRAL_COMMANDS, ...REFERRAL_OUTCOMES].map(({ type }) => type);
  expect(new Set(atOnce)).toEqual(
    new Set<string>([
      ...referrals,
      'kerege.clock.read.v1',
      'kerege.case.voided.v1',
      'kerege.case.erasure-requested.v1',
      'kerege.erasure.requested.v1',
      'kerege.erasure.confirmed.v1',
      'kerege.sharing.stopped.v1',
      'kerege.sharing.stop-confirmed.v1',
    ]),
  );
});

test('what follows from a withdrawn consent leaves at once', () => {
  const correction = EVENT_EXAMPLES['kerege.case.corrected.v1'];
  expect(leavesAtOnce('kerege.case.corrected.v1', { ...correction, reason: 'CONSENT_WITHDRAWN' })).toBe(true);
  const mention = EVENT_EXAMPLES['kerege.mention.published.v1'];
  expect(leavesAtOnce('kerege.mention.published.v1', { ...mention, variants: [] })).toBe(true);
  expect(leavesAtOnce('kerege.mention.published.v1', null)).toBe(true);
});
