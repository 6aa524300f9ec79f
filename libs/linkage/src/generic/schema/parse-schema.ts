import {
  ATTRIBUTE_KINDS,
  DATE_FORMATS,
  type Attribute,
  type AttributeKind,
  type DateFormat,
  isName,
  type LinkageSchema,
} from './schema.js';
import { recipesOf } from './recipes.js';

/** More columns than one evidence pattern has room for. */
export const MOST_ATTRIBUTES = 16;
const PURPOSE = /^[A-Z][A-Z0-9_-]{0,31}$/;
const SCHEMA_KEYS = new Set(['version', 'model', 'purpose', 'id', 'source', 'attributes', 'comment']);
const ATTRIBUTE_KEYS = new Set(['column', 'kind', 'format', 'swapsWith', 'rarity', 'comment']);

/** A schema file says something that is not defined. The message names the place and what is allowed. */
export class SchemaRefused extends Error {
  override readonly name = 'SchemaRefused';
  readonly code = 'schema-refused';
}

/** @throws SchemaRefused for anything unknown, missing or contradictory: a schema is never guessed */
export function parseSchema(json: unknown): LinkageSchema {
  const schema = objectOf(json, 'The schema');
  onlyKeys(schema, SCHEMA_KEYS, 'The schema');
  if (schema['version'] !== 1) refuse('"version" is not 1');
  if (schema['model'] !== 'generic-1') refuse(`"model" is ${shown(schema['model'])}; known: "generic-1", "person-1"`);
  const purpose = schema['purpose'] ?? 'GENERAL';
  if (typeof purpose !== 'string' || !PURPOSE.test(purpose)) refuse('"purpose" is not of the form GENERAL');
  const list = schema['attributes'];
  if (!Array.isArray(list) || list.length === 0) refuse('"attributes" is no list of columns');
  if (list.length > MOST_ATTRIBUTES) refuse(`more than ${MOST_ATTRIBUTES} attributes`);
  const attributes = list.map((item, index) => attributeOf(item, `attributes[${index}]`));
  const id = columnOf(schema['id'], '"id"');
  const source = schema['source'] === undefined ? null : columnOf(schema['source'], '"source"');
  checkColumns(id, source, attributes);
  if (recipesOf(attributes).length === 0) {
    refuse('no records would be compared: name a strong id, a date, two names, two places, or a name and a place');
  }
  return { model: 'generic-1', purpose, id, source, attributes };
}

function attributeOf(json: unknown, where: string): Attribute {
  const item = objectOf(json, where);
  onlyKeys(item, ATTRIBUTE_KEYS, where);
  const column = columnOf(item['column'], `${where}.column`);
  const kind = oneOf<AttributeKind>(item['kind'], ATTRIBUTE_KINDS, `${where}.kind`);
  if (item['format'] !== undefined && kind !== 'date') refuse(`${where}.format: only a date has one`);
  const format = oneOf<DateFormat>(item['format'] ?? 'YYYY-MM-DD', DATE_FORMATS, `${where}.format`);
  const swapsWith = item['swapsWith'] === undefined ? null : columnOf(item['swapsWith'], `${where}.swapsWith`);
  const rarity = item['rarity'] ?? isName({ kind });
  if (typeof rarity !== 'boolean') refuse(`${where}.rarity is neither true nor false`);
  return { column, kind, format, swapsWith, rarity };
}

function checkColumns(id: string, source: string | null, attributes: readonly Attribute[]): void {
  const named = [id, ...(source === null ? [] : [source]), ...attributes.map(({ column }) => column)];
  const twice = named.find((column, index) => named.indexOf(column) !== index);
  if (twice !== undefined) refuse(`column ${shown(twice)} is named twice`);
  for (const { column, kind, swapsWith } of attributes) {
    if (swapsWith === null) continue;
    const other = attributes.find((attribute) => attribute.column === swapsWith);
    if (other === undefined) refuse(`${column}.swapsWith: no attribute of column ${shown(swapsWith)}`);
    if (other.kind !== kind || other.column === column || !['text', 'place'].includes(kind)) {
      refuse(`${column}.swapsWith: only two columns of kind "text" or "place" can be mixed up`);
    }
  }
}

function objectOf(json: unknown, where: string): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) refuse(`${where} is no JSON object`);
  return json as Record<string, unknown>;
}

function onlyKeys(object: Record<string, unknown>, known: ReadonlySet<string>, where: string): void {
  const unknown = Object.keys(object).find((key) => !known.has(key));
  if (unknown !== undefined) refuse(`${where}: unknown entry ${shown(unknown)}; known: ${[...known].join(', ')}`);
}

function columnOf(value: unknown, where: string): string {
  if (typeof value !== 'string' || value.trim() === '') refuse(`${where} names no column`);
  return value;
}

function oneOf<T extends string>(value: unknown, known: readonly T[], where: string): T {
  const found = known.find((name) => name === value);
  if (found === undefined) refuse(`${where} is ${shown(value)}; known: ${known.join(', ')}`);
  return found;
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

function refuse(reason: string): never {
  throw new SchemaRefused(`The schema is refused: ${reason}.`);
}
