import { admin1Of } from './admin1.js';
import { countryGroupOf, KNOWN_COUNTRIES } from './country-group-of.js';
import { decisionClass, decisionOutcome } from './decision-class.js';
import { exploitationRollup, sdgRollup } from './exploitation-rollup.js';
import { COUNTRY_GROUP, DECISION_ORG, EXPLOITATION } from './facts.js';
import { HTCDS_CONTROL_ALIAS, HTCDS_RECRUITER_ALIAS, HTCDS_SEX_ALIAS } from './htcds-aliases.js';
import { CTDC_LABOUR_TYPE, ctdcLabourType, ISIC_SECTION } from './isic-section.js';
import { LEGAL_INSTRUMENTS, legalInstrument } from './legal-instrument.js';
import { CODE_LIST_NAMES, CODE_LISTS, codesOf, isCode } from './lists/index.js';
import { CONTROL } from './offence.js';

describe('lists', () => {
  test.each(CODE_LIST_NAMES)('%s: no code twice, UNKNOWN only through acceptsUnknown', (name) => {
    const codes = codesOf(name);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.includes('UNKNOWN')).toBe(CODE_LISTS[name].acceptsUnknown);
  });

  test('isCode takes the codes to the letter', () => {
    expect(isCode('SEX', 'FEMALE')).toBe(true);
    expect(isCode('SEX', 'UNKNOWN')).toBe(true);
    for (const wrong of ['female', ' FEMALE', '', 'Feminine']) expect(isCode('SEX', wrong)).toBe(false);
    expect(isCode('URGENCY', 'UNKNOWN')).toBe(false);
  });

  test('no list asks about cooperation with a prosecution, and no rejection rests on it or on formal status', () => {
    const all = CODE_LIST_NAMES.flatMap((name) => [name, ...codesOf(name)]);
    expect(all.filter((code) => /cooperat|testif|formal_?status/i.test(code))).toEqual([]);
  });

  test('HTCDS counts: 17 ways of control, 21 sections, 54 first-level units', () => {
    expect(CONTROL).toHaveLength(17);
    expect(ISIC_SECTION).toHaveLength(21);
    expect(['KZ', 'KG', 'TJ', 'UZ', 'TM'].map((country) => admin1Of(country).length)).toEqual([20, 9, 5, 14, 6]);
    expect(admin1Of('RU')).toEqual([]);
  });
});

describe('country groups', () => {
  test.each([
    ['KZ', 'KZ'],
    ['CN', 'CN'],
    ['GE', 'OTHER_CIS'],
    ['UA', 'OTHER_CIS'],
    ['IN', 'OTHER_ASIA'],
    ['DE', 'OTHER_EUROPE'],
    ['NG', 'OTHER'],
    ['US', 'OTHER'],
  ])('%s -> %s', (alpha2, group) => expect(countryGroupOf(alpha2)).toBe(group));

  test.each(['', 'XX', 'kz', 'KAZ', 'OTHER_ASIA', 'STATELESS', '__proto__'])('%p is no country', (text) => {
    expect(countryGroupOf(text)).toBeUndefined();
  });

  test('every officially assigned code (249) and XK has exactly one group', () => {
    expect(new Set(KNOWN_COUNTRIES).size).toBe(250);
    const inIcu = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect(KNOWN_COUNTRIES.filter((code) => inIcu.of(code) === undefined)).toEqual([]);
    expect(KNOWN_COUNTRIES.every((code) => COUNTRY_GROUP.some((group) => group === countryGroupOf(code)))).toBe(true);
  });
});

describe('roll-ups', () => {
  test.each([
    [[], 'UNKNOWN'],
    [['UNKNOWN'], 'UNKNOWN'],
    [['SexualExploitation'], 'SEX_ONLY'],
    [['SexualExploitation', 'ForcedBegging'], 'SEX_ONLY'],
    [['Servitude'], 'LABOUR_ONLY'],
    [['ChildLabour', 'UNKNOWN'], 'LABOUR_ONLY'],
    [['ForcedLabour', 'SexualExploitation', 'OrganRemoval'], 'BOTH'],
    [['OrganRemoval'], 'OTHER'],
    [['ForcedBegging', 'ForcedMarriage'], 'OTHER'],
  ] as const)('%j -> %s', (types, rollup) => expect(exploitationRollup(types)).toBe(rollup));

  test('every type has an SDG form; the order of types does not matter', () => {
    for (const type of EXPLOITATION) expect(sdgRollup([type])).toHaveLength(1);
    expect(sdgRollup(['OrganRemoval', 'Other', 'ForcedLabour'])).toEqual(['LABOUR', 'ORGANS', 'OTHER']);
    expect(sdgRollup(['UNKNOWN'])).toEqual([]);
  });
});

test('government is police, court or prosecution, other government bodies and the identification commission', () => {
  expect(DECISION_ORG.filter((org) => decisionClass(org) === 'GOVERNMENT')).toEqual([
    'Police',
    'CourtOrProsecution',
    'NonPoliceGovernmentalOrganization',
    'IdentificationCommission',
  ]);
  expect(decisionOutcome('ActualVictimOfTrafficking')).toBe('ACTUAL');
  expect(decisionOutcome('NotAVictimOfTrafficking')).toBe('NOT_A_VICTIM');
  expect(decisionOutcome('PossibleVictimOfTrafficking')).toBeUndefined();
});

test('aliases lead from codes that are not ours to codes that are', () => {
  for (const [alias, code] of Object.entries(HTCDS_CONTROL_ALIAS)) {
    expect([isCode('CONTROL', alias), isCode('CONTROL', code)]).toEqual([false, true]);
  }
  expect(HTCDS_CONTROL_ALIAS.ThreatensChildrenFamily).toBe('Threats');
  for (const code of Object.values(HTCDS_SEX_ALIAS)) expect(isCode('SEX', code)).toBe(true);
  for (const code of Object.values(HTCDS_RECRUITER_ALIAS)) expect(isCode('RECRUITER_REL', code)).toBe(true);
});

test('sections map to CTDC labour types', () => {
  expect(ctdcLabourType('F_Construction')).toBe('Construction');
  expect(ctdcLabourType('P_Education')).toBe('Other');
  expect(ISIC_SECTION.every((section) => CTDC_LABOUR_TYPE.includes(ctdcLabourType(section)))).toBe(true);
});

test('legal instruments: unique codes country:code-year:article[:part], replacements exist and are younger', () => {
  expect(new Set(LEGAL_INSTRUMENTS.map(({ code }) => code)).size).toBe(LEGAL_INSTRUMENTS.length);
  for (const instrument of LEGAL_INSTRUMENTS) {
    expect(instrument.code).toMatch(/^[A-Z]{2}:CC-\d{4}:[\d.-]+(:\d)?$/);
    if (instrument.replacedBy === undefined) continue;
    expect(legalInstrument(instrument.replacedBy)?.validFrom?.localeCompare(instrument.validTo ?? '')).toBe(1);
  }
});
