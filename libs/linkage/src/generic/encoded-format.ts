import type { ChanceAgreement } from './chance/chance.js';
import { comparisonsOf, RARITY_CLASSES } from './compare/levels.js';
import { EncodingRefused, type EncodedRecord } from './compare/encoded-record.js';
import { popCount } from './compare/pop-count.js';
import type { EncodedVariant } from './encode/record-encoder.js';
import { parseSchema } from './schema/parse-schema.js';
import { planOf, type LinkagePlan } from './schema/plan.js';
import { schemaHash } from './schema/schema-hash.js';
import type { LinkageSchema } from './schema/schema.js';

export const ENCODED_FORMAT = 'kerege-encoded';
export const ENCODED_VERSION = 1;
const TAG_BYTES = 8;
const RARITY_DIGITS = Array.from({ length: RARITY_CLASSES }, (_, c) => String(c));

/** First line of an encoded file. */
export interface EncodedHeader {
  readonly format: typeof ENCODED_FORMAT;
  readonly version: typeof ENCODED_VERSION;
  readonly schema: LinkageSchema;
  readonly schemaHash: string;
  readonly epoch: number;
  /** Equal for files of one key, purpose, epoch and schema. */
  readonly keyCheck: string;
  /** Lines that follow. */
  readonly records: number;
  readonly chance: ChanceAgreement;
}

export function headerLine(header: EncodedHeader): string {
  const { schema, ...rest } = header;
  const attributes = schema.attributes.map(({ column, kind, format, swapsWith, rarity }) => ({
    ...{ column, kind, rarity },
    ...(kind === 'date' ? { format } : {}),
    ...(swapsWith === null ? {} : { swapsWith }),
  }));
  const { model, purpose, id } = schema;
  return JSON.stringify({ ...rest, schema: { version: 1, model, purpose, id, attributes } });
}

/** @throws EncodingRefused, SchemaRefused */
export function parseHeader(line: string): EncodedHeader {
  const json = parsed(line) as Partial<EncodedHeader>;
  if (json.format !== ENCODED_FORMAT) refuse('it does not begin with a header of format "kerege-encoded"');
  if (json.version !== ENCODED_VERSION) refuse(`its version is ${String(json.version)}, known is ${ENCODED_VERSION}`);
  const schema = parseSchema(json.schema);
  const { epoch, keyCheck, records, chance } = json;
  if (json.schemaHash !== schemaHash(schema)) refuse('its schema hash is not that of its schema');
  if (!isCount(epoch) || !isCount(records) || typeof keyCheck !== 'string') refuse('its header is not complete');
  if (!isChance(chance, schema)) refuse('its chance agreement is not that of its schema');
  const { format, version } = { format: ENCODED_FORMAT, version: ENCODED_VERSION } as const;
  return { format, version, schema, schemaHash: json.schemaHash, epoch, keyCheck, records, chance };
}

export function recordLine(
  id: string,
  source: string,
  variants: readonly EncodedVariant[],
  rarity: Uint8Array,
): string {
  return JSON.stringify({
    id,
    ...(source === '' ? {} : { source }),
    variants: variants.reduce((mask, { recipe }) => (mask | (1 << recipe)) >>> 0, 0),
    tags: Buffer.concat(variants.map(({ tag }) => tag)).toString('base64'),
    seg: Buffer.concat(variants.map(({ seg }) => seg)).toString('base64'),
    rarity: Array.from(rarity).join(''),
  });
}

/** @throws EncodingRefused for anything that an encoder of this plan would not have written */
export function parseRecord(line: string, { recipes, layout, attributes }: LinkagePlan): EncodedRecord {
  const json = parsed(line);
  const { id, source = '', variants: mask, tags: tagText, seg, rarity: classes } = json;
  if (typeof id !== 'string' || id === '' || typeof source !== 'string') refuse('no identifier');
  if (!isCount(mask) || mask >= 2 ** recipes.length) refuse('variants that the schema does not have');
  if (typeof tagText !== 'string' || typeof seg !== 'string' || typeof classes !== 'string') {
    refuse('a part is missing');
  }
  const count = popCount(mask);
  const [tags, segments] = [Buffer.from(tagText, 'base64'), Buffer.from(seg, 'base64')];
  if (tags.length !== count * TAG_BYTES) refuse('tags of a wrong length');
  if (segments.length !== count * layout.bytes) refuse('segments of a wrong length');
  const rarity = Array.from(classes, (digit) => RARITY_DIGITS.indexOf(digit));
  if (rarity.length !== attributes.length || rarity.includes(-1)) refuse('unknown rarity classes');
  return { id, source, mask, tags, segments, rarity: Uint8Array.from(rarity) };
}

function parsed(line: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    refuse('no JSON');
  }
  if (typeof json !== 'object' || json === null) refuse('no JSON object');
  return json as Record<string, unknown>;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isChance(chance: ChanceAgreement | undefined, schema: LinkageSchema): chance is ChanceAgreement {
  const { attributes } = schema;
  const isRate = (n: unknown) => typeof n === 'number' && n >= 0 && n <= 1;
  return (
    chance !== undefined &&
    isCount(chance.records) &&
    Array.isArray(chance.levels) &&
    isOfComparisons(chance.levels, schema) &&
    Array.isArray(chance.equal) &&
    chance.equal.length === attributes.length &&
    chance.equal.every(isRate) &&
    Array.isArray(chance.frequencies) &&
    chance.frequencies.length === attributes.length &&
    chance.frequencies.every(
      (list: unknown) => Array.isArray(list) && list.length === RARITY_CLASSES && list.every(isRate),
    )
  );
}

/** One count for each level of each comparison, absent ones first. */
function isOfComparisons(levels: readonly unknown[], schema: LinkageSchema): boolean {
  const comparisons = comparisonsOf(planOf(schema));
  return (
    levels.length === comparisons.length &&
    comparisons.every(({ levels: known }, c) => {
      const list = levels[c];
      return Array.isArray(list) && list.length === known + 1 && list.every(isCount);
    })
  );
}

function refuse(reason: string): never {
  throw new EncodingRefused(reason);
}
