import { CONTEXT, referralCommand as command, SENDER, uuid } from '#testing';
import { decide } from './decide.js';
import { evolveReferral } from './evolve-referral.js';
import { NO_HISTORY } from './referral.js';
import type { ReferralCommand } from './referral-command.js';

const AT_HOME = { ...CONTEXT, basis: 'DOMESTIC_REFERRAL', side: 'SENDER' } as const;
const consentTo = (purpose: string) => [{ purpose, version: 1, month: '2026-03', takenby: 'NGO' }];

test('at home, consent to a referral at home, and to nothing else instead (rule 1)', () => {
  const asked = (purpose: string) => {
    const data = { to: SENDER, consents: consentTo(purpose) };
    return decide(NO_HISTORY, command('kerege.referral.request.v1', SENDER, { data }), AT_HOME).outcome.data;
  };
  expect(asked('DOMESTIC_REFERRAL')).toMatchObject({ status: 'REQUESTED', from: SENDER, to: SENDER });
  expect(asked('CROSS_BORDER_REFERRAL')).toMatchObject({ why: 'CONSENT_MISSING' });
});

test('rule 5: an emergency protection stands in for that consent to a service, and for no other', () => {
  const asked = (basis: 'DOMESTIC_REFERRAL' | 'CROSS_BORDER_REFERRAL', data: object = {}, emergency = true) => {
    const given = command('kerege.referral.request.v1', SENDER, { data: { to: SENDER, consents: [], ...data } });
    return decide(NO_HISTORY, given, { ...AT_HOME, basis, emergency }).outcome.data;
  };
  expect(asked('DOMESTIC_REFERRAL')).toMatchObject({ status: 'REQUESTED', consents: [] });
  for (const outcome of [
    asked('DOMESTIC_REFERRAL', {}, false),
    asked('DOMESTIC_REFERRAL', { mode: 'CASE_TRANSFER' }),
    asked('DOMESTIC_REFERRAL', { reason: 'FamilyTracing' }),
    asked('DOMESTIC_REFERRAL', { reason: 'ReturnToCountryOfOrigin', attested: ['RISK_ASSESSMENT'] }),
    asked('CROSS_BORDER_REFERRAL', { to: 'UZ' }),
  ]) {
    expect(outcome).toMatchObject({ why: 'CONSENT_MISSING' });
  }
});

test('nobody asks itself, whatever the country', () => {
  const given = command('kerege.referral.request.v1', SENDER, {
    data: { to: SENDER, consents: consentTo('DOMESTIC_REFERRAL') },
  });
  expect(decide(NO_HISTORY, given, { ...AT_HOME, side: undefined }).outcome.data).toMatchObject({ why: 'WRONG_SIDE' });
});

test('at home, one open for each organisation and service', () => {
  const data = { to: SENDER, consents: consentTo('DOMESTIC_REFERRAL') };
  const asking = (receiver: string, n: number) => {
    const given = command('kerege.referral.request.v1', SENDER, { referralRef: uuid(n), data });
    return { ...given, guard: { caseRef: uuid(500), slotRefs: [uuid(600)], receiver } } as ReferralCommand;
  };
  const open = evolveReferral(NO_HISTORY, decide(NO_HISTORY, asking('KZ-HOT-01', 2), AT_HOME).outcome);
  expect(open.referral).toMatchObject({ to: SENDER, receiver: 'KZ-HOT-01' });
  const next = (receiver: string) =>
    decide(NO_HISTORY, asking(receiver, 3), { ...AT_HOME, ofSameCase: [open] }).outcome.data;
  expect(next('KZ-HOT-01')).toMatchObject({ why: 'DUPLICATE_OPEN' });
  expect(next('KZ-NGO-02')).toMatchObject({ status: 'REQUESTED' });
});
