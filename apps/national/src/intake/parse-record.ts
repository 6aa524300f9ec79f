import type { ConsentPurpose, CountryCode } from '#contracts';
import { isMinorOn, type AgencyRecord } from '#domain';
import { COLUMN_NAMES, COLUMNS, isColumn, type ColumnKind } from './columns.js';
import { isPossibleBirthDate, isPossibleDay, latestDay } from './dates.js';
import { FieldErrors, RecordRefused } from './field-error.js';
import { readAdmin1, readCitizenship, readCode, readCodes } from './read-codes.js';
import { readConsents, type StatedConsent } from './read-consents.js';
import { readList, readText } from './read-text.js';

/** A valid record, and its consents with everything that the record says about them. */
export interface ParsedRecord {
  readonly record: AgencyRecord;
  readonly consents: readonly StatedConsent[];
}

export interface ParseContext {
  readonly country: CountryCode;
  readonly now: Date;
}

/**
 * One record by the names of the columns: strings as in a file, or JSON values as in REST (lists as arrays).
 * @throws RecordRefused with every error at once
 */
export function parseRecord(raw: Readonly<Record<string, unknown>>, { country, now }: ParseContext): ParsedRecord {
  const errors = new FieldErrors();
  for (const name of Object.keys(raw)) if (!isColumn(name)) errors.add('record', 'unknown-field');
  const latest = latestDay(now);
  const values: Record<string, unknown> = { country };
  for (const name of COLUMN_NAMES) {
    values[camelCase(name)] = readColumn(raw[name], name, COLUMNS[name], { country, latest, errors });
  }
  const consents = values['consents'] as StatedConsent[];
  const given = consents.filter((consent) => consent.decision === 'GIVEN').map((consent) => consent.purpose);
  const record = { ...values, consents: given satisfies ConsentPurpose[] } as unknown as AgencyRecord;
  checkWhole(record, values, errors);
  checkConsents(record, consents, errors);
  if (errors.list.length > 0) throw new RecordRefused(errors.list, record.recordId ?? undefined);
  return { record: withoutUnknownStatus(record), consents };
}

interface ColumnContext {
  readonly country: CountryCode;
  readonly latest: string;
  readonly errors: FieldErrors;
}

function readColumn(
  raw: unknown,
  name: string,
  column: ColumnKind,
  { country, latest, errors }: ColumnContext,
): unknown {
  switch (column.kind) {
    case 'text':
      return readText(raw, name, column.longest, errors);
    case 'texts':
      return readList(raw, name, column.longest, errors);
    case 'code':
      return readCode(raw, name, column.list, errors);
    case 'codes':
      return readCodes(raw, name, column.list, errors);
    case 'citizenship':
      return readCitizenship(raw, name, errors);
    case 'admin1':
      return readAdmin1(raw, name, errors);
    case 'consents':
      return readConsents(raw, latest, errors);
    case 'months':
      return readMonths(raw, name, errors);
    case 'day':
      return readDate(raw, name, (text) => isPossibleDay(text, latest), errors);
    case 'birth-date':
      return readDate(raw, name, (text) => isPossibleBirthDate(text, latest), errors);
    case 'record-id':
      return readOwn(raw, name, /^[A-Z]{2}-[A-Za-z0-9]{4,32}$/, country, errors);
    case 'agency':
      return readOwn(raw, name, /^[A-Z]{2}-[A-Za-z0-9-]{2,60}$/, country, errors);
  }
}

function readDate(
  raw: unknown,
  field: string,
  possible: (text: string) => boolean,
  errors: FieldErrors,
): string | null {
  const text = readText(raw, field, 40, errors);
  if (text === null || possible(text)) return text;
  errors.add(field, 'impossible-date');
  return null;
}

/** A code that begins with its country: that of another country is in the wrong register. */
function readOwn(raw: unknown, field: string, form: RegExp, country: CountryCode, errors: FieldErrors): string | null {
  const before = errors.list.length;
  const text = readText(raw, field, 100, errors);
  if (text === null && errors.list.length === before) errors.add(field, 'missing');
  if (text === null) return null;
  if (!form.test(text)) errors.add(field, 'malformed');
  else if (!text.startsWith(`${country}-`)) errors.add(field, 'other-country');
  else return text;
  return null;
}

const MOST_MONTHS = 1_200;

function readMonths(raw: unknown, field: string, errors: FieldErrors): number | 'UNKNOWN' | null {
  const text = typeof raw === 'number' ? String(raw) : readText(raw, field, 40, errors);
  if (text === null || text === 'UNKNOWN') return text;
  if (/^\d{1,4}$/.test(text) && Number(text) <= MOST_MONTHS) return Number(text);
  errors.add(field, 'malformed');
  return null;
}

/** What no field can say alone. A decided status without who and when could not be published. */
function checkWhole(record: AgencyRecord, values: Readonly<Record<string, unknown>>, errors: FieldErrors): void {
  const wrong = new Set(errors.list.map((error) => error.field));
  if (record.registeredOn === null && !wrong.has('registered_on')) errors.add('registered_on', 'missing');
  const status = record.traffickingStatus;
  const decided = status === 'ActualVictimOfTrafficking' || status === 'NotAVictimOfTrafficking';
  for (const [field, value] of [
    ['decision_org', values['decisionOrg']],
    ['decided_on', values['decidedOn']],
  ] as const) {
    if (wrong.has(field) || wrong.has('trafficking_status')) continue;
    if (decided && (value === null || value === 'UNKNOWN')) errors.add(field, 'missing');
    if (!decided && value !== null) errors.add(field, 'contradiction');
  }
}

/** A child decides nothing alone, and a record has no room for what a guardian's consent needs: it is recorded at the case, or attested. */
function checkConsents(
  { birthDate, registeredOn }: AgencyRecord,
  consents: readonly StatedConsent[],
  errors: FieldErrors,
): void {
  const alone = consents.filter(
    ({ by, decision, basis }) => by === 'PERSON' && decision === 'GIVEN' && basis === 'RECORDED',
  );
  const days = alone.map(({ takenOn }) => takenOn?.slice(0, 10) ?? registeredOn);
  if (days.some((day) => day !== null && isMinorOn(birthDate, day))) errors.add('consents', 'consent-unchecked');
}

/** A status that was asked and is not known is no status. */
function withoutUnknownStatus(record: AgencyRecord): AgencyRecord {
  return (record.traffickingStatus as string | null) === 'UNKNOWN' ? { ...record, traffickingStatus: null } : record;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
