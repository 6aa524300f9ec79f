import type { CodeListName } from '../codes/lists/index.js';

/** How one column of a record is read. `text`: identity, as typed, at most so many characters. */
export type ColumnKind =
  | { readonly kind: 'record-id' | 'agency' | 'day' | 'birth-date' | 'citizenship' | 'admin1' | 'months' | 'consents' }
  | { readonly kind: 'text' | 'texts'; readonly longest: number }
  | { readonly kind: 'code' | 'codes'; readonly list: CodeListName };

const NAME = 200;
const NUMBER = 100;
const LINE = 1_000;
const NOTES = 20_000;

const text = (longest: number) => ({ kind: 'text', longest }) as const;
const code = (list: CodeListName) => ({ kind: 'code', list }) as const;
const codes = (list: CodeListName) => ({ kind: 'codes', list }) as const;

/** Every column of an agency's file by its name in the header; REST uses the same names. Nothing else is accepted. */
export const COLUMNS = {
  record_id: { kind: 'record-id' },
  registered_on: { kind: 'day' },
  agency: { kind: 'agency' },
  given_name: text(NAME),
  patronymic: text(NAME),
  surname: text(NAME),
  aliases: { kind: 'texts', longest: NAME },
  sex: code('SEX'),
  birth_date: { kind: 'birth-date' },
  birth_place: text(LINE),
  birth_admin1: { kind: 'admin1' },
  citizenship: { kind: 'citizenship' },
  document_no: text(NUMBER),
  national_id: text(NUMBER),
  phone: text(NUMBER),
  handle: text(NAME),
  address: text(LINE),
  detection_channel: code('DETECTION_CHANNEL'),
  detecting_org_type: code('ORG_TYPE'),
  trafficking_status: code('TRAFFICKING_STATUS'),
  decision_org: code('DECISION_ORG'),
  decided_on: { kind: 'day' },
  acts: codes('ACT'),
  means: codes('MEANS'),
  exploitation_types: codes('EXPLOITATION'),
  sex_exploitation_types: codes('SEX_TYPE'),
  labour_sector: code('ISIC_SECTION'),
  country_of_exploitation: code('COUNTRY_GROUP'),
  region_of_exploitation: { kind: 'admin1' },
  recruitment_country: code('COUNTRY_GROUP'),
  transit_countries: codes('COUNTRY_GROUP'),
  control_methods: codes('CONTROL'),
  recruitment_method: code('RECRUITMENT'),
  recruiter_relation: code('RECRUITER_REL'),
  exploitation_duration_months: { kind: 'months' },
  migration_status: code('MIGRATION'),
  minor_at_exploitation: code('YES_NO'),
  has_dependants: code('YES_NO'),
  consents: { kind: 'consents' },
  reflection_started_on: { kind: 'day' },
  notes: text(NOTES),
} as const satisfies Readonly<Record<string, ColumnKind>>;

export type ColumnName = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly ColumnName[];

/** Columns whose values name a person. */
export const IDENTITY_COLUMNS: readonly ColumnName[] = [
  'given_name',
  'patronymic',
  'surname',
  'aliases',
  'birth_date',
  'birth_place',
  'document_no',
  'national_id',
  'phone',
  'handle',
  'address',
  'notes',
];

export function isColumn(name: string): name is ColumnName {
  return Object.hasOwn(COLUMNS, name);
}
