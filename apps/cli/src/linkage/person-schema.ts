import { createHash } from 'node:crypto';
import { generic, type EncodingPurpose, type PersonMention } from '#linkage';

/** Parts of a person that the regional model compares, and how a cell is read. */
const PARTS = ['givenName', 'patronymic', 'surname', 'aliases', 'birthDate', 'birthPlace', 'birthAdmin1'] as const;
const MORE_PARTS = ['citizenship', 'sex', 'documentNo', 'nationalId', 'phone', 'handle'] as const;
const ALL_PARTS = [...PARTS, ...MORE_PARTS] as const;
type Part = (typeof ALL_PARTS)[number];

/** Where the parts of a person stand in a file, for the frozen regional model instead of estimated weights. */
export interface PersonSchema {
  readonly model: 'person-1';
  readonly purpose: EncodingPurpose;
  readonly id: string;
  readonly source: string | null;
  readonly columns: ReadonlyMap<Part, string>;
}

/** @throws SchemaRefused for anything unknown or missing */
export function parsePersonSchema(json: Readonly<Record<string, unknown>>): PersonSchema {
  const { version, model, purpose = 'VICTIM', id, source = null, columns, ...unknown } = json;
  const extra = Object.keys(unknown).find((key) => key !== 'comment');
  if (extra !== undefined) {
    refuse(`unknown entry "${extra}"; known: version, model, purpose, id, source, columns, comment`);
  }
  if (version !== 1 || model !== 'person-1') refuse('"version" is not 1 or "model" not "person-1"');
  if (purpose !== 'VICTIM' && purpose !== 'SUBJECT') refuse('"purpose" is neither VICTIM nor SUBJECT');
  if (!isColumn(id) || (source !== null && !isColumn(source))) refuse('"id" or "source" names no column');
  if (typeof columns !== 'object' || columns === null) refuse('"columns" is no object');
  const found = new Map<Part, string>();
  for (const [name, column] of Object.entries(columns)) {
    const part = ALL_PARTS.find((known) => known === name);
    if (part === undefined) refuse(`columns: unknown part "${name}"; known: ${ALL_PARTS.join(', ')}`);
    if (!isColumn(column)) refuse(`columns.${name} names no column`);
    found.set(part, column);
  }
  if (found.size === 0) refuse('"columns" is empty');
  return { model, purpose, id, source, columns: found };
}

/** SHA-256 over what encodings depend on. */
export function personSchemaHash({ model, purpose }: PersonSchema): string {
  return createHash('sha256')
    .update(JSON.stringify([model, purpose]))
    .digest('hex');
}

/** The person of a row. Empty cells are absent. */
export function personOf({ columns }: PersonSchema, cells: ReadonlyMap<string, string>): PersonMention {
  const cell = (part: Part): string | null => {
    const column = columns.get(part);
    const text = column === undefined ? '' : (cells.get(column) ?? '');
    return text === '' ? null : text;
  };
  return {
    ...{ givenName: cell('givenName'), patronymic: cell('patronymic'), surname: cell('surname') },
    aliases: (cell('aliases') ?? '').split('|').filter((alias) => alias.trim() !== ''),
    ...{ birthDate: cell('birthDate'), birthPlace: cell('birthPlace'), birthAdmin1: cell('birthAdmin1') },
    ...{ citizenship: cell('citizenship'), sex: cell('sex'), documentNo: cell('documentNo') },
    ...{ nationalId: cell('nationalId'), phone: cell('phone'), handle: cell('handle') },
  };
}

function isColumn(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function refuse(reason: string): never {
  throw new generic.SchemaRefused(`The schema is refused: ${reason}.`);
}
