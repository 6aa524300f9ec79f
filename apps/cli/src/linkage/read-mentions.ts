import { checkEncoding, PERSON_LAYOUT, PERSON_MODEL, PERSON_MODEL_NAME, type VariantBits } from '#linkage';
import type { EncodedVariant } from '#contracts';
import type { OpenedFile } from './read-encoded.js';

/** One encoded person as it is compared. */
export interface Mention {
  readonly id: string;
  readonly source: string;
  readonly side: number;
  readonly variants: readonly VariantBits[];
}

/**
 * The persons of a file. Encodings that no honest encoder makes are told with their line and left out: they would match everybody.
 * @throws Error when the file is cut short
 */
export function* mentionsOf(file: OpenedFile, side: number, tell: (text: string) => void): Generator<Mention> {
  const { records, epoch } = file.header;
  let line = 1;
  for (const text of file.lines) {
    line += 1;
    const mention = mentionOf(text, side, epoch);
    if (typeof mention === 'object') yield mention;
    else tell(`${file.name} line ${line} is refused: no encoding of ${PERSON_MODEL.name} (${mention})`);
  }
  if (line !== records + 1) throw new Error(`${file.name} is cut short: ${line - 1} of ${records} records.`);
}

/** What is wrong instead of a mention. */
function mentionOf(text: string, side: number, epoch: number): Mention | string {
  const json = parsed(text);
  if (json === null) return 'no JSON object';
  const { id, source, variants } = json;
  if (typeof id !== 'string' || id === '' || typeof source !== 'string') return 'no identifier or source';
  if (!Array.isArray(variants) || variants.length === 0 || !variants.every(isVariant)) return 'no variants';
  const fault = checkEncoding({ model: PERSON_MODEL_NAME, epoch, variants }, new Set([epoch]));
  return fault ?? { id, source, side, variants: variants.map(bitsOf) };
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isVariant(item: unknown): item is EncodedVariant {
  if (typeof item !== 'object' || item === null) return false;
  const { v, tag, seg } = item as Record<string, unknown>;
  const isTag = typeof tag === 'string' && /^[0-9a-f]{16}$/.test(tag);
  return typeof v === 'string' && isTag && (seg === undefined || typeof seg === 'string');
}

function bitsOf({ v, tag, seg }: EncodedVariant): VariantBits {
  return { v, tag, seg: seg === undefined ? null : Buffer.from(seg, 'base64').subarray(0, PERSON_LAYOUT.bytes) };
}
