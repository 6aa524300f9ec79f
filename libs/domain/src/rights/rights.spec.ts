import fc from 'fast-check';
import { CONSENT_DECISION, CONSENT_PURPOSE } from '#contracts';
import type { EmergencyProtection } from '../consent/emergency-protection.js';
import { emergencyBasis, emergencyUntold, whyNotEmergency } from '../consent/emergency-rules.js';
import { reflectionPeriod } from '../reflection/reflection-period.js';
import { DEFAULT_REFLECTION_POLICY } from '../reflection/reflection-policy.js';
import { breachesReflection, informDue, whyNotDisclosure, type DisclosureByLaw } from './disclosure-by-law.js';
import { closeIncident, incidentOverdue, untoldCases, type Incident } from './incident.js';
import { NOT_INFORMED } from '#contracts';
import { answerDue, DEFAULT_RIGHTS_POLICY, isOverdue, rightsPolicy } from './rights-policy.js';

const at = (text: string) => new Date(text);
const code = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
};

describe('rule 19: an answer is owed in the time of the policy', () => {
  test('it is late from the day after the last one, and never once it is given', () => {
    const due = answerDue('2026-03-05', DEFAULT_RIGHTS_POLICY);
    expect(due).toBe('2026-04-04');
    expect([isOverdue(due, null, due), isOverdue(due, null, '2026-04-05')]).toEqual([false, true]);
    expect(isOverdue(due, '2026-05-01', '2026-06-01')).toBe(false);
  });
  test.each([0, 91, 1.5, Number.NaN])('no policy gives %p days', (answerDays) => {
    expect(code(() => rightsPolicy({ ...DEFAULT_RIGHTS_POLICY, answerDays }))).toBe('rights-policy');
  });
  test('every policy names its law', () => {
    expect(code(() => rightsPolicy({ answerDays: 30, legalBasis: ' ' }))).toBe('rights-policy');
    expect(rightsPolicy(DEFAULT_RIGHTS_POLICY)).toBe(DEFAULT_RIGHTS_POLICY);
  });
});

describe('rule 19: whoever was exposed is told', () => {
  const incident: Incident = { noticedAt: '2026-03-05T10:00:00Z', caseRefs: ['a', 'b'], told: [] };
  const tell = (told: Incident['told']) => ({ ...incident, told });
  const toldAt = '2026-03-05T12:00:00Z';
  const person = (caseRef: string) => ({ who: 'PERSON', caseRef, toldAt }) as const;
  const guardian = (caseRef: string) => ({ who: 'GUARDIAN', caseRef, toldAt }) as const;
  const coordinator = { who: 'COORDINATOR', caseRef: null, toldAt } as const;

  test('a guardian may be told for a person; a shelter is no person', () => {
    expect(untoldCases(tell([person('a'), { who: 'SHELTER', caseRef: 'b', toldAt }]))).toEqual(['b']);
    expect(untoldCases(tell([person('a'), guardian('b')]))).toEqual([]);
  });
  test('it closes only when everybody knows, the coordinator too', () => {
    expect(code(() => closeIncident(tell([person('a'), coordinator])))).toBe('incident-untold');
    expect(code(() => closeIncident(tell([person('a'), person('b')])))).toBe('incident-untold');
    expect(code(() => closeIncident(tell([person('a'), person('b'), coordinator])))).toBeUndefined();
  });
  test('72 hours after it was noticed it shows who was not told', () => {
    expect(incidentOverdue(incident, at('2026-03-08T10:00:00Z'))).toBe(false);
    expect(incidentOverdue(incident, at('2026-03-08T10:00:01Z'))).toBe(true);
    expect(incidentOverdue(tell([person('a'), person('b')]), at('2026-04-08T10:00:00Z'))).toBe(true);
    expect(incidentOverdue(tell([person('a'), guardian('b'), coordinator]), at('2026-04-08T10:00:00Z'))).toBe(false);
  });
});

describe('rule 5: disclosure by law', () => {
  const disclosure: DisclosureByLaw = {
    ...{ demandedBy: 'LawEnforcement', basis: 'COURT_ORDER', parts: ['IDENTITY'], disclosedOn: '2026-03-10' },
    ...{ informedOn: '2026-03-11', notInformed: null },
  };
  test('says what was handed over, and that the person knows or why not', () => {
    expect(whyNotDisclosure(disclosure)).toEqual([]);
    expect(whyNotDisclosure({ ...disclosure, parts: [] })).toEqual(['nothing-disclosed']);
    expect(whyNotDisclosure({ ...disclosure, informedOn: null })).toEqual(['person-not-informed']);
    expect(whyNotDisclosure({ ...disclosure, informedOn: '2026-03-09' })).toEqual(['told-before']);
    for (const notInformed of NOT_INFORMED) {
      expect(whyNotDisclosure({ ...disclosure, notInformed })).toEqual(['informed-and-not']);
      expect(whyNotDisclosure({ ...disclosure, notInformed, informedOn: null })).toEqual([]);
    }
  });
  test('a ground for not telling them is looked at again', () => {
    expect(informDue(disclosure)).toBeNull();
    expect(informDue({ ...disclosure, informedOn: null, notInformed: 'ENDANGERS_SOMEBODY' })).toBe('2026-06-08');
  });
  test('rule 10: to the police inside the reflection period it is a breach', () => {
    const facts = { registeredOn: '2026-03-01', startedOn: null, acts: [] };
    const period = reflectionPeriod(facts, DEFAULT_REFLECTION_POLICY);
    expect(breachesReflection(disclosure, period)).toBe(true);
    expect(breachesReflection({ ...disclosure, demandedBy: 'HealthServiceOrganisation' }, period)).toBe(false);
    expect(breachesReflection({ ...disclosure, disclosedOn: '2026-04-01' }, period)).toBe(false);
  });
});

describe('rule 5: emergency protection', () => {
  const protection: EmergencyProtection = { begunAt: '2026-03-05T10:00:00Z', decidedBy: ['a', 'b'], toldAt: null };
  const said = (decision: (typeof CONSENT_DECISION)[number], decidedAt: string | null) =>
    ({ purpose: 'DOMESTIC_REFERRAL', decision, decidedAt }) as const;
  const during = at('2026-03-06T10:00:00Z');

  test('whatever is recorded, it stands for a referral within the country alone', () => {
    const entry = fc.record({
      purpose: fc.constantFrom(...CONSENT_PURPOSE),
      decision: fc.constantFrom(...CONSENT_DECISION),
      decidedAt: fc.constantFrom(null, '2026-03-01T00:00:00Z', '2026-03-06T00:00:00Z'),
    });
    const persons = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...CONSENT_PURPOSE), fc.array(entry), persons, (purpose, entries, decidedBy) => {
        const basis = emergencyBasis(purpose, { ...protection, decidedBy }, entries, during);
        if (basis !== undefined) {
          expect([purpose, new Set(decidedBy).size >= 2]).toEqual(['DOMESTIC_REFERRAL', true]);
        }
      }),
    );
    expect(emergencyBasis('DOMESTIC_REFERRAL', protection, [], during)).toBe('EMERGENCY_PROTECTION');
  });
  test.each(['GIVEN', 'REFUSED', 'WITHDRAWN'] as const)('ends when the person says anything since: %s', (decision) => {
    const after = [said(decision, '2026-03-06T09:00:00Z')];
    expect(emergencyBasis('DOMESTIC_REFERRAL', protection, after, during)).toBeUndefined();
    expect(emergencyBasis('DOMESTIC_REFERRAL', protection, [said(decision, null)], during)).toBeUndefined();
  });
  test('ends when the person is told: from then on they decide', () => {
    const told = { ...protection, toldAt: '2026-03-06T09:00:00Z' };
    expect(emergencyBasis('DOMESTIC_REFERRAL', told, [], during)).toBeUndefined();
  });
  test('never begins against a refusal, nor where consent stands', () => {
    for (const decision of ['REFUSED', 'WITHDRAWN'] as const) {
      expect(whyNotEmergency([said(decision, '2026-03-01')], [], during)).toEqual(['person-refused']);
    }
    expect(whyNotEmergency([said('GIVEN', '2026-03-01')], [], during)).toEqual(['consent-stands']);
    expect(whyNotEmergency([said('NOT_ASKED', null)], [], during)).toEqual([]);
  });
  test('does not follow another one of which the person was not told', () => {
    const after = at('2026-03-09T10:00:00Z');
    expect(whyNotEmergency([], [protection], during)).toEqual(['already-protected']);
    expect(whyNotEmergency([], [protection], after)).toEqual(['former-not-told']);
    expect(whyNotEmergency([], [{ ...protection, toldAt: '2026-03-07T10:00:00Z' }], after)).toEqual([]);
    expect([emergencyUntold(protection, during), emergencyUntold(protection, after)]).toEqual([false, true]);
    const alone = { ...protection, decidedBy: ['a', 'a'] };
    expect([whyNotEmergency([], [alone], after), emergencyUntold(alone, after)]).toEqual([[], false]);
  });
});
