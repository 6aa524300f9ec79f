import { COLUMNS, isColumn, type ColumnKind } from '../agencies/columns.js';
import { CONTROL } from '../codes/offence.js';
import { codesOf } from '../codes/lists/index.js';
import {
  boxOfHtcds,
  valueOfHtcds,
  countryOfHtcds,
  HTCDS_COUNTRIES,
  HTCDS_FIELD_NAMES,
  HTCDS_FIELD_OF,
  HTCDS_FIELDS,
  HTCDS_MAPPING,
  HTCDS_SPELLINGS,
  htcdsColumn,
  isHtcdsLabel,
  type HtcdsField,
  type HtcdsFieldName,
} from './index.js';

const CODED = HTCDS_FIELD_NAMES.flatMap((field) => {
  const reading = HTCDS_MAPPING[field];
  return reading.take === 'codes' ? [{ field, ...reading }] : [];
});
const listOf = (kind: ColumnKind) => (kind.kind === 'code' || kind.kind === 'codes' ? codesOf(kind.list) : []);
const valuesOf = (field: HtcdsFieldName) => (HTCDS_FIELDS[field] as HtcdsField).values ?? {};

test('the standard has 84 fields, nine of them coded in a record, and none of them is a column of ours', () => {
  expect(HTCDS_FIELD_NAMES).toHaveLength(84);
  expect(CODED).toHaveLength(9);
  expect(HTCDS_FIELD_NAMES.filter((name) => isColumn(name))).toEqual([]);
});

test.each(CODED)('every value of $field, by name and by label, is a code of its column', ({ field, column, codes }) => {
  const entries = Object.entries(valuesOf(field));
  expect(entries.length).toBeGreaterThan(2);
  for (const [name, label] of entries) {
    const code = valueOfHtcds(field, name)?.code;
    expect([name, listOf(COLUMNS[column]).includes(code ?? '')]).toEqual([name, true]);
    expect([label, valueOfHtcds(field, ` ${label.toUpperCase()}\u00a0`)?.code]).toEqual([label, code]);
  }
  expect(Object.keys(codes.in)).toEqual([...Object.keys(valuesOf(field)), ...codes.unlisted]);
  expect(valueOfHtcds(field, 'Unheard of')).toBeUndefined();
});

test.each(CODED)('a code that goes out under a value of $field comes back as itself', ({ field, column, codes }) => {
  for (const code of listOf(COLUMNS[column])) {
    const name = codes.out[code];
    if (name !== undefined) expect([code, valueOfHtcds(field, name)?.code]).toEqual([code, code]);
  }
});

test('what the standard cannot say is this and no more', () => {
  const silent = CODED.flatMap(({ field, column, codes }) =>
    listOf(COLUMNS[column]).flatMap((code) => (code in codes.out ? [] : [`${field} ${code}`])),
  );
  expect(silent.filter((entry) => !entry.endsWith(' UNKNOWN'))).toEqual([
    'prs_Gender OTHER',
    'vic_TraffickingStatusDecisionMakingOrg IdentificationCommission',
    'vic_TraffickingStatusDecisionMakingOrg InternationalOrganisation',
    'vic_RelationshipToTrafficker IntimatePartner',
    'vic_RelationshipToTrafficker Other',
    'vic_RelationshipToTrafficker Unknown',
    'vic_TypeOfExploitation ForcedCriminality',
    'vic_TypeOfExploitation SlaveryOrSimilarPractices',
  ]);
});

test('both lists of control are taken: 16 of the list of fields, 17 of the definitions', () => {
  expect(Object.keys(valuesOf('vic_MethodsOfControl'))).toHaveLength(16);
  for (const code of CONTROL) expect(valueOfHtcds('vic_MethodsOfControl', code)?.code).toBe(code);
  expect(valueOfHtcds('vic_MethodsOfControl', 'Threatens children/family')?.code).toBe('Threats');
  expect(valueOfHtcds('vic_MethodsOfControl', 'Threats of law enforcement')?.code).toBe('ThreatOfLawEnforcement');
});

test('every country of the spreadsheets, by code and by name', () => {
  expect(Object.keys(HTCDS_COUNTRIES)).toHaveLength(249);
  for (const [alpha2, name] of Object.entries(HTCDS_COUNTRIES)) {
    expect([countryOfHtcds(alpha2), countryOfHtcds(name)]).toEqual([alpha2, alpha2]);
  }
  expect(countryOfHtcds('Turkestan')).toBeUndefined();
});

test.each([
  ['vic_MethodsOfControl', { field: 'vic_MethodsOfControl' }],
  ['vic_Methods_of_Control', { field: 'vic_MethodsOfControl' }],
  ['MethodsOfControlUsesChildren', { field: 'vic_MethodsOfControl', value: 'UsesChildren' }],
  ['vic_MethodsOfControlPhysicalThreats', { field: 'vic_MethodsOfControl', value: 'PhysicalThreats' }],
  ['TypeOfExploitationForcedLabour', { field: 'vic_TypeOfExploitation', value: 'ForcedLabour' }],
  ['vic_Methods_of_Control/DebtBondage ', { field: 'vic_MethodsOfControl', value: 'DebtBondage' }],
  ['vic_Vulnerabilities/Poverty', { field: 'vic_Vulnerabilities' }],
  ['vic_TypeOfExploitation/Fishing', undefined],
  ['prs_FirstName/x', undefined],
  ['given_name', undefined],
  ['prs_firstname', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
])('a header with %p is %j', (name, column) => expect(htcdsColumn(name)).toEqual(column));

test('spellings and labels of the standard’s own files are known, and boxes in every form', () => {
  for (const [name, field] of Object.entries(HTCDS_SPELLINGS)) expect(htcdsColumn(name)).toEqual({ field });
  expect(['Mailing Zip/Postal Code', 'first name ', 'Иванова'].map(isHtcdsLabel)).toEqual([true, true, false]);
  expect(['TRUE', 'yes', '1', 'False', 'N', '0', 'maybe', ''].map(boxOfHtcds)).toEqual([
    ...[true, true, true, false, false, false],
    ...[undefined, undefined],
  ]);
});

test('a column goes out under a field that is read back into it', () => {
  for (const [column, field] of Object.entries(HTCDS_FIELD_OF)) {
    expect([field, HTCDS_MAPPING[field]]).toEqual([field, expect.objectContaining({ column })]);
  }
});
