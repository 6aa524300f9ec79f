import type { CaseRecord } from '#agency-client';

/** Three fictitious persons; the third record has a mistake that the national service tells of. */
export function fictitiousRecords(organisation: string): CaseRecord[] {
  const common = { registered_on: '2026-01-15', agency: organisation };
  return [
    {
      ...common,
      record_id: `KZ-DEMO${organisation.slice(3, 6)}1`,
      given_name: 'Дилноза',
      surname: 'Мысалова',
      sex: 'FEMALE',
      birth_date: '1994-06-02',
      citizenship: 'UZ',
      trafficking_status: 'PossibleVictimOfTrafficking',
      exploitation_types: ['ForcedLabour'],
      country_of_exploitation: 'KZ',
      consents: ['ANONYMISED_STATISTICS', 'CROSS_BORDER_MATCH'],
    },
    {
      ...common,
      record_id: `KZ-DEMO${organisation.slice(3, 6)}2`,
      given_name: 'Асан',
      surname: 'Үлгіев',
      sex: 'MALE',
      birth_date: '1988',
      citizenship: 'KG',
      trafficking_status: 'PossibleVictimOfTrafficking',
      consents: ['ANONYMISED_STATISTICS'],
    },
    { ...common, record_id: `KZ-DEMO${organisation.slice(3, 6)}3`, sex: 'MALE', birth_date: '2026-02-30' },
  ];
}
