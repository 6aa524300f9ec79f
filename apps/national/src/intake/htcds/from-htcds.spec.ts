import { fromHtcds, isHtcds } from './from-htcds.js';

const read = (raw: Record<string, unknown>) => {
  const { values, errors, notTaken } = fromHtcds(raw);
  return { values, errors: errors.list, notTaken };
};
const taken = (values: object, notTaken: string[] = []) => ({ values, errors: [], notTaken });
const refused = (field: string, code: string) => expect.objectContaining({ errors: [{ field, code }] }) as unknown;

test('one field of the standard makes a record one of it; own columns alone do not', () => {
  expect(isHtcds({ record_id: 'KZ-A', prs_FirstName: '' })).toBe(true);
  expect(isHtcds({ MethodsOfControlThreats: true })).toBe(true);
  expect(isHtcds({ record_id: 'KZ-A', given_name: 'x', constructor: 1 })).toBe(false);
});

test.each([
  ['names', { prs_FirstName: ' Гүл ', prs_SecondName: 'А' }, { given_name: 'Гүл', surname: 'А' }],
  ['gender by its label', { prs_Gender: 'Not Specified/Unknown' }, { sex: 'UNKNOWN' }],
  ['a country by name', { prs_Citizenship: 'Uzbekistan' }, { citizenship: 'UZ' }],
  ['a mobile phone only', { prs_MobilePhone: '+77' }, { phone: '+77' }],
  ['a home phone only', { prs_HomePhone: '+77', prs_MobilePhone: '' }, { phone: '+77' }],
  ['minor by age', { vic_AgeWhenTrafficked: '17' }, { minor_at_exploitation: 'Y' }],
  ['adult by age', { vic_AgeWhenTrafficked: 18 }, { minor_at_exploitation: 'N' }],
  ['an industry whose label holds a semicolon', INDUSTRY(), { labour_sector: 'E_WaterSupplySewerageWasteManagement' }],
  [
    'values of a spreadsheet',
    CONTROL('Physical threats;Debt bondage '),
    { control_methods: ['Threats', 'DebtBondage'] },
  ],
  ['values of a survey', CONTROL('PhysicalThreats DebtBondage'), { control_methods: ['Threats', 'DebtBondage'] }],
  ['values as a JSON list', CONTROL(['UsesChildren', 'Other']), { control_methods: ['UsesChildren', 'Other'] }],
  ['boxes', { MethodsOfControlThreats: 'TRUE', MethodsOfControlOther: '0' }, { control_methods: ['Threats'] }],
  ['an unticked box alone', { TypeOfExploitationSurrogacy: false }, {}],
  ['boxes of a survey', { 'vic_TypeOfExploitation/Servitude': '1' }, { exploitation_types: ['Servitude'] }],
  [
    'an answer of a survey beside its boxes, two of which become one code',
    {
      ...CONTROL('PhysicalThreats DebtBondage'),
      ...{ 'vic_MethodsOfControl/PhysicalThreats': '1', 'vic_MethodsOfControl/DebtBondage': '1' },
      ...{ 'vic_MethodsOfControl/ThreatensChildrenFamily': '0', 'vic_MethodsOfControl/Threats': '0' },
    },
    { control_methods: ['Threats', 'DebtBondage'] },
  ],
  [
    'a list and an own column beside it',
    { vic_TypeOfExploitation: 'ForcedLabour', exploitation_types: 'ForcedCriminality|UNKNOWN' },
    { exploitation_types: ['ForcedCriminality', 'UNKNOWN', 'ForcedLabour'] },
  ],
  [
    'an event',
    { hte_Type: 'Exploitation', hte_Country: 'KZ', hte_State: 'KZ-71' },
    { country_of_exploitation: 'KZ', region_of_exploitation: 'KZ-71' },
  ],
  ['a transit', { hte_Type: 'Transit', hte_Country: 'India' }, { transit_countries: ['OTHER_ASIA'] }],
  [
    'an address in the order of the file',
    { prs_MailingCity: 'Абай 5', prs_MailingCountry: ' Шымкент ', prs_MailingState: '', prs_MailingStreet: 'KZ' },
    { address: 'Абай 5, Шымкент, KZ' },
  ],
])('takes %s', (_, raw, values) => expect(read(raw)).toEqual(taken(values)));

test.each([
  ['an unknown value', CONTROL('Threats;Hypnosis'), 'vic_MethodsOfControl', 'unknown-code'],
  ['one unknown word of a survey', CONTROL('Threats Hypnosis'), 'vic_MethodsOfControl', 'unknown-code'],
  ['a number for a code', { prs_Gender: 1 }, 'prs_Gender', 'wrong-type'],
  ['two citizenships', { prs_Citizenship: 'KZ;RU' }, 'prs_Citizenship', 'too-many'],
  ['two ways of recruitment', { vic_MethodOfRecruitment: 'At work;Other' }, 'vic_MethodOfRecruitment', 'too-many'],
  ['an unknown country', { prs_Citizenship: 'Turkestan' }, 'prs_Citizenship', 'unknown-code'],
  ['a box that is neither', { MethodsOfControlThreats: 'maybe' }, 'vic_MethodsOfControl/Threats', 'malformed'],
  [
    'a list against its box',
    { vic_MethodsOfControl: 'Threats', MethodsOfControlThreats: 'FALSE' },
    'vic_MethodsOfControl/Threats',
    'contradiction',
  ],
  ['a field against the own column', { prs_Gender: 'Feminine', sex: 'MALE' }, 'prs_Gender', 'contradiction'],
  ['two spellings that differ', { prs_FirstName: 'a', prs_First_Name: 'b' }, 'prs_FirstName', 'contradiction'],
  ['an age in words', { vic_AgeWhenTrafficked: 'sixteen' }, 'vic_AgeWhenTrafficked', 'malformed'],
  ['an event without a type', { hte_Country: 'KZ' }, 'hte_Type', 'missing'],
  ['an event of another type', { hte_Type: 'Rescue' }, 'hte_Type', 'unknown-code'],
  ['an event in no country', { hte_Type: 'Transit', hte_Country: 'X' }, 'hte_Country', 'unknown-code'],
  ['consent against the box', { con_Consent: 'No', consents: 'ANONYMISED_STATISTICS' }, 'con_Consent', 'contradiction'],
  ['identity that was withheld', { prs_FirstName: 'a', withheld_identity: 'aliases' }, 'aliases', 'missing'],
  ['a field of neither', { prs_FirstName: 'a', lastname: 'b' }, 'record', 'unknown-field'],
  [
    'a field called __proto__',
    JSON.parse('{"prs_FirstName":"a","__proto__":{"sex":"MALE"}}'),
    'record',
    'unknown-field',
  ],
] as [string, Record<string, unknown>, string, string][])('refuses %s', (_, raw, field, code) => {
  expect(read(raw)).toEqual(refused(field, code));
});

test('tells what has no place, by field, and takes no consent from a box', () => {
  expect(
    read({
      ...{ prs_Title: 'Dr', prs_Email: '', con_Consent: 'TRUE', prs_HomePhone: '2', prs_MobilePhone: '1' },
      ...{ 'vic_Vulnerabilities/Poverty': '1', 'column-1': '17', 'column-36': 'Other', org_Type: 'NGO' },
    }),
  ).toEqual(
    taken({ phone: '1' }, [
      'column-36',
      'prs_Title',
      'con_Consent',
      'vic_Vulnerabilities',
      'org_Type',
      'prs_HomePhone',
    ]),
  );
});

function CONTROL(value: unknown) {
  return { vic_MethodsOfControl: value };
}

function INDUSTRY() {
  return { vic_ForcedLabourIndustry: 'Water supply; sewerage, waste management and remediation' };
}
