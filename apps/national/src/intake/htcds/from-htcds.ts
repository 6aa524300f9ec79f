import { HTCDS_MAPPING, HTCDS_WITHHELD, htcdsColumn, isColumn, type HtcdsFieldName } from '#contracts';
import { Collected, isFilled } from './collected.js';
import { readEvent, readField, textsOf, type GivenField } from './read-fields.js';

/** Whether a record names its fields as HTCDS does: one such name is enough, and no column of ours is called like one. */
export function isHtcds(raw: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(raw).some((name) => htcdsColumn(name) !== undefined);
}

/**
 * A record in the names and codes of HTCDS 2.0, with own columns beside them for what the standard cannot say, by the names of the own
 * columns. Nothing is guessed: a value that cannot be mapped is an error under its field's name, one that has no place is told.
 */
export function fromHtcds(raw: Readonly<Record<string, unknown>>): Collected {
  const into = new Collected();
  const fields = new Map<HtcdsFieldName, GivenField>();
  const given = (field: HtcdsFieldName) => {
    const found = fields.get(field) ?? { field, whole: undefined, boxes: new Map<string, unknown>() };
    fields.set(field, found);
    return found;
  };
  for (const [name, value] of Object.entries(raw)) {
    const column = htcdsColumn(name);
    if (column !== undefined && 'value' in column) given(column.field).boxes.set(column.value, value);
    else if (column !== undefined) noteWhole(given(column.field), value, into);
    else if (isColumn(name)) into.put(name, value, name);
    else if (name === HTCDS_WITHHELD) continue;
    else if (isNameless(name)) tellNameless(name, value, into);
    else into.errors.add('record', 'unknown-field');
  }
  for (const field of [...fields.values()].sort(preferredFirst)) readField(field, into);
  readLine(fields, into);
  const whole = (field: HtcdsFieldName) => fields.get(field)?.whole;
  readEvent({ type: whole('hte_Type'), country: whole('hte_Country'), state: whole('hte_State') }, into);
  refuseWithheld(raw[HTCDS_WITHHELD], into);
  return into;
}

/** Identity that an export left out, and that nobody has filled in since, would count as removed. */
function refuseWithheld(withheld: unknown, into: Collected): void {
  for (const column of textsOf(withheld)?.flatMap((text) => text.split('|')) ?? ['record']) {
    if (!isFilled(into.values[column])) into.errors.add(isColumn(column) ? column : HTCDS_WITHHELD, 'missing');
  }
}

/** Two spellings of one field, or a split question of which every part says that it was not taken. */
function noteWhole(given: GivenField, value: unknown, into: Collected): void {
  if (isFilled(given.whole) && isFilled(value) && HTCDS_MAPPING[given.field].take !== 'none') {
    into.errors.add(given.field, 'contradiction');
  }
  if (isFilled(value)) given.whole = value;
}

function preferredFirst(a: GivenField, b: GivenField): number {
  return Number(isFallback(a)) - Number(isFallback(b));
}

function isFallback({ field }: GivenField): boolean {
  const reading = HTCDS_MAPPING[field];
  return reading.take === 'text' && reading.fallback === true;
}

/** The parts of the address in the order in which they stand: the standard's spreadsheet labels them in that order. */
function readLine(fields: ReadonlyMap<HtcdsFieldName, GivenField>, into: Collected): void {
  const parts = [...fields.values()].filter(({ field }) => HTCDS_MAPPING[field].take === 'part-of-line');
  const texts = parts.map(({ field, whole }) => ({ field, texts: textsOf(whole) }));
  for (const { field } of texts.filter(({ texts }) => texts === undefined)) into.refuse('address', field, 'wrong-type');
  const line = texts.flatMap(({ texts }) => texts ?? []).map((text) => text.trim());
  const [first] = texts.filter(({ texts }) => texts !== undefined && texts.length > 0);
  if (first !== undefined) into.put('address', line.join(', '), first.field);
}

/** The name of a column without one: the standard's spreadsheets number their rows in such a column. */
export const namelessColumn = (place: number) => `column-${place}`;
const isNameless = (name: string) => /^column-\d+$/.test(name);

function tellNameless(name: string, value: unknown, into: Collected): void {
  const rowNumber = name === namelessColumn(1) && /^\d*$/.test(String(value).trim());
  if (!rowNumber && isFilled(value)) into.notTaken.push(name);
}
