import { COLUMNS, type ColumnName } from '../agencies/columns.js';
import {
  holdsSeveral,
  HTCDS_FIELD_NAMES,
  HTCDS_FIELDS,
  HTCDS_MAPPING,
  HTCDS_SOURCE,
  HTCDS_SPELLINGS,
  type HtcdsField,
  type HtcdsFieldName,
  type HtcdsReading,
} from '../htcds/index.js';
import { codesOf } from '../codes/lists/index.js';
import { code, page, table } from './markdown.js';

/** `docs/reference/htcds.md`: what becomes of every field and code of HTCDS in a record, and back. */
export function htcdsPage(): string {
  const taken = HTCDS_FIELD_NAMES.filter((field) => HTCDS_MAPPING[field].take !== 'none');
  const left = HTCDS_FIELD_NAMES.filter((field) => HTCDS_MAPPING[field].take === 'none');
  return page(
    'Fields and codes of HTCDS',
    `Source: ${HTCDS_SOURCE.name}, <${HTCDS_SOURCE.repository}>, commit \`${HTCDS_SOURCE.commit}\` (${HTCDS_SOURCE.files.map(code).join(', ')}), licence ${HTCDS_SOURCE.licence}. The mapping is this project's; IOM has not endorsed it.`,
    ...RULES,
    '## Fields that are taken',
    table(['field of HTCDS', 'type', 'column', 'how'], taken.map(takenRow)),
    'Other spellings, as the standard’s own spreadsheets and survey form have them:',
    table(
      ['also read', 'as'],
      Object.entries(HTCDS_SPELLINGS).map(([name, field]) => [code(name), code(field)]),
    ),
    '## Codes',
    'A value is read by name or by label, whatever the case. `–` in the first column: a code that the standard cannot say; it goes out under the own column.',
    ...taken.flatMap(codeBlocks),
    '## Fields that are not taken',
    'A line that has them is registered without them, and its result lists them as `not_taken`.',
    table(
      ['field of HTCDS', 'why'],
      left.map((field) => [code(field), whyNot(HTCDS_MAPPING[field])]),
    ),
  );
}

const RULES = [
  '## How a file is recognised',
  'By its header: one field of HTCDS in it makes it a file in HTCDS names; in JSON lines, one such field in the object. No column of ours has the name of a field of the standard. Own columns may stand beside the fields; `record_id` and `registered_on` must, because the standard has neither. `agency` may be missing where the caller is bound to an organisation. A status that was decided needs `decided_on`, which the standard lacks too.',
  '- The first row below the header is passed over where it holds the standard’s labels (its spreadsheets hide the row of names above them). So are rows with nothing but a number in a first column without a name.\n- A field and the own column of the same meaning must agree; lists are joined.\n- Several values: divided by `;` (spreadsheets), `|` (own files), line breaks, or by spaces between value names (survey tools); in JSON an array. Where a record has room for one and the file names several, the line is refused with `too-many`: which one counts, only the organisation can say.\n- One column a value, with TRUE, FALSE, Yes, No, 1 or 0: `MethodsOfControlDebtBondage` as in the Field Definitions, likewise `TypeOfExploitationForcedLabour` and so on, with or without `vic_`, or `vic_MethodsOfControl/DebtBondage` as survey tools split it.\n- Dates are calendar days, `YYYY-MM-DD`, or date cells of XLSX. `03/04/1990` is refused: it may be March or April.\n- A value that cannot be mapped refuses its line, under the name that the file uses. Nothing is rounded to the nearest code.\n- `con_Consent` names no purpose: TRUE gives no consent and is told as not taken; FALSE beside `consents` refuses the line. Purposes stand in `consents`.',
  '## How records go out',
  '`GET /v1/exports/htcds` gives the own organisation’s open records as CSV, UTF-8 with byte order mark. What the standard cannot say (`UNKNOWN`, codes of ours, countries by group, birth dates of a year or month) stands under the own column and nowhere else. Identity beyond the standard’s fields (`aliases`, `birth_place`, `document_no`, `handle`, birth dates that are not whole) goes out with `identity=whole` only; without it `withheld_identity` names the columns that were left out of a line, and such a line is refused when it is handed in again, because what it lacks would count as removed. Purposes are those given now.',
  'A cell that a spreadsheet would take for a formula (it begins with `=` `+` `-` `@`, their full-width forms, or a tab) gets an apostrophe in front, and so does such a cell behind apostrophes; a file in HTCDS names that is handed in loses exactly one again.',
];

function takenRow(field: HtcdsFieldName): string[] {
  const { type }: HtcdsField = HTCDS_FIELDS[field];
  const reading = HTCDS_MAPPING[field];
  return [code(field), type, columnOf(reading), howOf(reading)];
}

function columnOf(reading: HtcdsReading): string {
  if ('column' in reading) return code(reading.column);
  if (reading.take === 'event') return EVENT_COLUMNS[reading.part];
  return reading.take === 'consent-box' ? code('consents') : '–';
}

const EVENT_COLUMNS = {
  type: '–',
  country: '`recruitment_country`, `transit_countries` or `country_of_exploitation`',
  state: '`region_of_exploitation`',
} as const;

function howOf(reading: HtcdsReading): string {
  switch (reading.take) {
    case 'text':
      return reading.fallback === true ? 'where the preferred field is empty, else not taken' : 'as it is';
    case 'part-of-line':
      return 'joined to one line in the order of the file; goes out whole as `prs_MailingStreet`';
    case 'date':
      return 'calendar day; also read as `YYYY-MM` or `YYYY`';
    case 'country':
      return 'ISO 3166-1 alpha-2 or the name in the standard’s spreadsheet; one';
    case 'codes':
      return `codes below${holdsSeveral(reading.column) ? ', several' : ', one'}`;
    case 'age':
      return 'under 18: `Y`, else `N`; the age itself is not kept';
    case 'event':
      return EVENT_RULES[reading.part];
    case 'consent-box':
      return 'see above';
    case 'none':
      return reading.why;
  }
}

const EVENT_RULES = {
  type: '`Recruitment`, `Transit` or `Exploitation`: which columns the event belongs to',
  country: 'as citizenship; rarer countries as their group',
  state: 'ISO 3166-2, of an exploitation; of others not taken',
} as const;

const whyNot = (reading: HtcdsReading) => (reading.take === 'none' ? reading.why : '');

function codeBlocks(field: HtcdsFieldName): string[] {
  const reading = HTCDS_MAPPING[field];
  if (reading.take !== 'codes') return [];
  const { values = {} }: HtcdsField = HTCDS_FIELDS[field];
  const rows = Object.entries(reading.codes.in).map(([name, into]) => [
    code(name),
    values[name] ?? '–',
    code(into),
    reading.codes.out[into] === name ? 'yes' : 'no',
  ]);
  const silent = listOf(reading.column).filter((each) => !Object.hasOwn(reading.codes.out, each));
  return [
    `### ${field}`,
    table(
      ['value of HTCDS', 'label', `code of \`${reading.column}\``, 'goes out as this'],
      [...rows, ...silent.map((each) => ['–', '–', code(each), 'own column'])],
    ),
  ];
}

function listOf(column: ColumnName): readonly string[] {
  const kind = COLUMNS[column];
  return kind.kind === 'code' || kind.kind === 'codes' ? codesOf(kind.list) : [];
}
