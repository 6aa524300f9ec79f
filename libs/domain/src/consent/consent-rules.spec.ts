import fc from 'fast-check';
import { CONSENT_BY, CONSENT_PURPOSE, INFORMED_CHECK, ORG_TYPE, type ConsentPurpose } from '#contracts';
import { mustBeAskedAnew } from './asked-anew.js';
import { purposeStates } from './consent-history.js';
import { emergencyStandsFor } from './emergency-protection.js';
import { checksOf } from './informed-checks.js';
import type { RecordedConsent } from './recorded-consent.js';
import { whyNotConsent } from './why-not-consent.js';

const ADULT: RecordedConsent = {
  ...{ purpose: 'CROSS_BORDER_MATCH', decision: 'GIVEN', decidedAt: '2026-03-05T10:00:00Z', by: 'PERSON' },
  ...{ informed: INFORMED_CHECK, takenBy: 'NGO', rightsInformation: true, ageStatus: 'ADULT', incapable: false },
  ...{ childAssent: null, bestInterestsNoted: false, guardianImplicated: null },
};
const CHILD: RecordedConsent = {
  ...ADULT,
  ...{ ageStatus: 'MINOR', by: 'LEGAL_GUARDIAN_WITH_CHILD_ASSENT', childAssent: 'GIVEN' },
  ...{ bestInterestsNoted: true, guardianImplicated: false },
};
const faults = (consent: RecordedConsent, inReflection = false) => whyNotConsent(consent, inReflection);

describe('rule 1: there is no override', () => {
  const anything = fc.record({
    purpose: fc.constantFrom(...CONSENT_PURPOSE),
    decision: fc.constant('GIVEN' as const),
    decidedAt: fc.constant('2026-03-05T10:00:00Z'),
    by: fc.constantFrom(...CONSENT_BY),
    informed: fc.subarray([...INFORMED_CHECK]),
    takenBy: fc.constantFrom(...ORG_TYPE),
    rightsInformation: fc.boolean(),
    ageStatus: fc.constantFrom('ADULT' as const, 'MINOR' as const, 'DISPUTED' as const, 'UNKNOWN' as const),
    incapable: fc.boolean(),
    childAssent: fc.constantFrom('GIVEN' as const, 'REFUSED' as const, null),
    bestInterestsNoted: fc.boolean(),
    guardianImplicated: fc.constantFrom(true, false, null),
  });

  test('whatever else is recorded, a missing check, a minor alone or a child’s refusal cannot be made good', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (consent, inReflection) => {
        const found = whyNotConsent(consent, inReflection);
        const minor = consent.ageStatus === 'MINOR' || consent.ageStatus === 'DISPUTED';
        const guarded: ConsentPurpose[] = ['CROSS_BORDER_MATCH', 'LAW_ENFORCEMENT_CONTACT'];
        const forbidden =
          checksOf(consent.purpose).some((check) => !consent.informed.includes(check)) ||
          (minor && consent.by === 'PERSON') ||
          (minor && consent.childAssent !== 'GIVEN' && guarded.includes(consent.purpose)) ||
          (!minor && !consent.incapable && consent.by !== 'PERSON');
        if (forbidden) expect(found).not.toEqual([]);
      }),
    );
  });

  test('a refusal or withdrawal counts whatever was told and whoever says it', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), fc.constantFrom('REFUSED' as const, 'WITHDRAWN' as const), (said, r, no) => {
        expect(whyNotConsent({ ...said, decision: no }, r)).toEqual([]);
      }),
    );
  });
});

describe('rule 2: each purpose has its own information checks', () => {
  test.each(CONSENT_PURPOSE)('%s needs each of its checks', (purpose) => {
    expect(faults({ ...ADULT, purpose, informed: checksOf(purpose) })).toEqual([]);
    for (const left of checksOf(purpose)) {
      const informed = INFORMED_CHECK.filter((check) => check !== left);
      expect([left, faults({ ...ADULT, purpose, informed })]).toEqual([left, ['not-informed']]);
    }
  });

  test('research is a purpose of its own and a condition of no other', () => {
    const others = CONSENT_PURPOSE.filter((purpose) => purpose !== 'RESEARCH');
    expect(checksOf('RESEARCH')).toContain('toldResearchUse');
    for (const purpose of others) expect(checksOf(purpose)).not.toContain('toldResearchUse');
  });
});

describe('rule 3: a decision acts on its purpose only', () => {
  test.each(CONSENT_PURPOSE)('withdrawing %s leaves every other purpose as it stands', (withdrawn) => {
    const given = CONSENT_PURPOSE.map((purpose) => ({ purpose, decision: 'GIVEN', decidedAt: '2026-01-01' }) as const);
    const later = { purpose: withdrawn, decision: 'WITHDRAWN', decidedAt: '2026-02-01' } as const;
    for (const { purpose, decision, version } of purposeStates([...given, later])) {
      expect([decision, version]).toEqual(purpose === withdrawn ? ['WITHDRAWN', 2] : ['GIVEN', 1]);
    }
  });

  test('what was never asked is NOT_ASKED at version 0', () => {
    expect(new Set(purposeStates([]).map(({ decision, version }) => `${decision} ${version}`))).toEqual(
      new Set(['NOT_ASKED 0']),
    );
  });
});

describe('rule 5: who decides', () => {
  test.each([
    ['an adult alone', ADULT, []],
    ['one whose age is unknown, which is not disputed', { ...ADULT, ageStatus: 'UNKNOWN' }, []],
    ['nobody else for an adult', { ...ADULT, by: 'COURT' }, ['not-the-person']],
    ['no guardian for an adult', { ...ADULT, by: 'APPOINTED_GUARDIAN' }, ['not-the-person']],
    ['a guardian with the child’s assent', CHILD, []],
    ['the authority', { ...CHILD, by: 'CHILD_PROTECTION_AUTHORITY', guardianImplicated: null }, []],
    ['the court', { ...CHILD, by: 'COURT', guardianImplicated: null }, []],
    ['a minor not alone', { ...CHILD, by: 'PERSON' }, ['guardian-missing']],
    ['one whose age is disputed is a minor', { ...CHILD, ageStatus: 'DISPUTED', by: 'PERSON' }, ['guardian-missing']],
    ['no guardian who is implicated', { ...CHILD, guardianImplicated: true }, ['guardian-implicated']],
    ['no guardian whom nobody looked into', { ...CHILD, guardianImplicated: null }, ['guardian-implicated']],
    ['not without the child’s assent', { ...CHILD, childAssent: null }, ['child-assent-missing']],
    ['not without a best-interests note', { ...CHILD, bestInterestsNoted: false }, ['best-interests-missing']],
    ['one appointed for an incapable adult', guarded({ by: 'APPOINTED_GUARDIAN', guardianImplicated: false }), []],
    ['not one who is implicated', guarded({ by: 'APPOINTED_GUARDIAN' }), ['guardian-implicated']],
    ['the court for an incapable adult', guarded({ by: 'COURT' }), []],
    ['not the incapable adult alone', guarded({}), ['nobody-appointed']],
  ] as const)('%s', (_, consent, expected) => {
    expect(faults(consent)).toEqual(expected);
  });

  test.each(['CROSS_BORDER_MATCH', 'LAW_ENFORCEMENT_CONTACT'] as const)('the child’s refusal blocks %s', (purpose) => {
    for (const by of CONSENT_BY.filter((one) => one !== 'PERSON')) {
      expect(faults({ ...CHILD, purpose, by, childAssent: 'REFUSED' })).toEqual(['child-refused']);
    }
  });

  test('where it does not block, authority and court may decide against it, a guardian may not', () => {
    const refused = { ...CHILD, purpose: 'DOMESTIC_REFERRAL', childAssent: 'REFUSED' } as const;
    expect(faults({ ...refused, by: 'COURT' })).toEqual([]);
    expect(faults(refused)).toEqual(['child-assent-missing']);
  });

  test.each([
    ['2008-03-05', '2026-03-04', false],
    ['2008-03-05', '2026-03-05', true],
    ['2008-03', '2026-03-01', true],
    ['2008', '2026-01-01', true],
    ['2008', '2025-12-31', false],
    ['2008-02-29', '2026-02-28', false],
    ['2008-02-29', '2026-03-01', true],
    [null, '2099-01-01', false],
  ] as const)('somebody born %s is asked anew on %s: %s', (birthDate, today, expected) => {
    const consent = { by: 'COURT', decidedOn: '2024-06-01' } as const;
    expect(mustBeAskedAnew(consent, birthDate, today)).toBe(expected);
    expect(mustBeAskedAnew({ ...consent, by: 'UNKNOWN' }, birthDate, today)).toBe(expected);
    expect(mustBeAskedAnew({ ...consent, by: 'PERSON' }, birthDate, today)).toBe(false);
  });

  test('what an agency attested of an adult was the adult’s own word', () => {
    const attested = { by: 'UNKNOWN', decidedOn: '2026-03-05' } as const;
    expect(mustBeAskedAnew(attested, '2008-03-05', '2026-03-06')).toBe(false);
    expect(mustBeAskedAnew(attested, '2008-03-06', '2026-03-06')).toBe(true);
  });

  describe('emergency protection of somebody who cannot decide', () => {
    const protection = { begunAt: '2026-03-05T10:00:00Z', decidedBy: ['a', 'b'], toldAt: null };
    const at = (instant: string) => new Date(instant);
    test('stands for 72 hours, for a referral within the country', () => {
      expect(emergencyStandsFor('DOMESTIC_REFERRAL', protection, at('2026-03-05T10:00:00Z'))).toBe(true);
      expect(emergencyStandsFor('DOMESTIC_REFERRAL', protection, at('2026-03-08T09:59:59Z'))).toBe(true);
      expect(emergencyStandsFor('DOMESTIC_REFERRAL', protection, at('2026-03-08T10:00:00Z'))).toBe(false);
      expect(emergencyStandsFor('DOMESTIC_REFERRAL', protection, at('2026-03-05T09:59:59Z'))).toBe(false);
    });
    test.each(CONSENT_PURPOSE.filter((purpose) => purpose !== 'DOMESTIC_REFERRAL'))('never for %s', (purpose) => {
      expect(emergencyStandsFor(purpose, protection, at('2026-03-05T11:00:00Z'))).toBe(false);
    });
    test('needs two different persons', () => {
      for (const decidedBy of [[], ['a'], ['a', 'a']]) {
        const alone = { ...protection, decidedBy };
        expect(emergencyStandsFor('DOMESTIC_REFERRAL', alone, at('2026-03-05T11:00:00Z'))).toBe(false);
      }
    });
  });
});

describe('rule 10: the police during reflection', () => {
  const police = { ...ADULT, purpose: 'LAW_ENFORCEMENT_CONTACT' } as const;
  test.each(['LawEnforcement', 'BorderGuard', 'ImmigrationService'] as const)(
    '%s cannot take the consent',
    (takenBy) => {
      expect(faults({ ...police, takenBy }, true)).toEqual(['taken-by-enforcement']);
      expect(faults({ ...police, takenBy }, false)).toEqual([]);
    },
  );
  test('another body takes it after it has told the person their rights', () => {
    expect(faults(police, true)).toEqual([]);
    expect(faults({ ...police, rightsInformation: false }, true)).toEqual(['rights-information-missing']);
  });
  test('no other purpose asks who took it', () => {
    for (const purpose of CONSENT_PURPOSE.filter((one) => one !== 'LAW_ENFORCEMENT_CONTACT')) {
      expect(faults({ ...police, purpose, takenBy: 'LawEnforcement', rightsInformation: false }, true)).toEqual([]);
    }
  });
});

function guarded(said: Partial<RecordedConsent>): RecordedConsent {
  return { ...ADULT, incapable: true, ...said };
}
