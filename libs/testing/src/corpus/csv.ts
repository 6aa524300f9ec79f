import { type CorpusRecord, type TrapPair } from './record.js';

type Column = readonly [name: string, cell: (record: CorpusRecord) => string | null];

/** The columns of an agency's file that tell who a person is. */
const COLUMNS: readonly Column[] = [
  ['record_id', (r) => r.recordId],
  ['registered_on', (r) => r.registeredOn],
  ['given_name', (r) => r.givenName],
  ['patronymic', (r) => r.patronymic],
  ['surname', (r) => r.surname],
  ['aliases', (r) => r.aliases.join('|')],
  ['sex', (r) => r.sex],
  ['birth_date', (r) => r.birthDate],
  ['birth_place', (r) => r.birthPlace],
  ['birth_admin1', (r) => r.birthAdmin1],
  ['citizenship', (r) => r.citizenship],
  ['document_no', (r) => r.documentNo],
  ['national_id', (r) => r.nationalId],
  ['phone', (r) => r.phone],
  ['handle', (r) => r.handle],
  ['address', (r) => r.address],
];

const TRUTH: readonly Column[] = [
  ['record_id', (r) => r.recordId],
  ['person_id', (r) => r.truth.personId],
  ['family_id', (r) => r.truth.familyId],
  ['spelling', (r) => r.truth.spelling],
  ['damage', (r) => r.truth.damage.join('|')],
];

/** Header lines; every line is RFC 4180 and ends with CRLF. */
export const CORPUS_HEADER = line(COLUMNS.map(([name]) => name));
export const CORPUS_TRUTH_HEADER = line(TRUTH.map(([name]) => name));
export const CORPUS_TRAPS_HEADER = line(['person_id_1', 'person_id_2', 'kind']);

/** One row of an agency's file. */
export function corpusLine(record: CorpusRecord): string {
  return line(COLUMNS.map(([, cell]) => cell(record) ?? ''));
}

/** What is true of that row, for training and judging. */
export function corpusTruthLine(record: CorpusRecord): string {
  return line(TRUTH.map(([, cell]) => cell(record) ?? ''));
}

export function corpusTrapLine({ kind, personIds }: TrapPair): string {
  return line([...personIds, kind]);
}

function line(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
