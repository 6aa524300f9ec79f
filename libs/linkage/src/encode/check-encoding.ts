import { VARIANTS, type EncodedVariant } from '#contracts';
import { popcount } from '../score/bits.js';
import { MOST_COPIES, PERSON_MODEL_NAME } from './encoder.js';
import { PERSON_LAYOUT } from './person-layout.js';

/** Why encodings are refused; stable, for the quarantine. */
export type EncodingFault =
  | 'encoding-model-unknown'
  | 'encoding-epoch-unknown'
  | 'encoding-variant-unknown'
  | 'encoding-variant-missing'
  | 'encoding-segment-length'
  | 'encoding-segment-weight'
  | 'encoding-tag-repeated';

/** Every bit of a segment is pseudo-random: half of 1024, give or take seven standard deviations of 16. */
const WEIGHT = { least: 400, most: 624 };

export interface PublishedEncoding {
  readonly model: string;
  readonly epoch: number;
  readonly variants: readonly EncodedVariant[];
}

/**
 * Whether received encodings can be what an honest encoder made; `null` for yes. A filter of ones would match everybody, a
 * mention that lacks variants or repeats a tag was made by something else. One with more variants of a kind than a person has is a
 * search for many under one name: what is beyond is unknown. A retraction has no variants and is right.
 * @param epochs the key epochs that are open now
 */
export function checkEncoding(
  { model, epoch, variants }: PublishedEncoding,
  epochs: ReadonlySet<number>,
): EncodingFault | null {
  if (variants.length === 0) return null;
  if (model !== PERSON_MODEL_NAME) return 'encoding-model-unknown';
  if (!epochs.has(epoch)) return 'encoding-epoch-unknown';
  const known: readonly string[] = VARIANTS;
  if (variants.some(({ v }) => !known.includes(v))) return 'encoding-variant-unknown';
  if (VARIANTS.some((v) => !variants.some((variant) => variant.v === v))) return 'encoding-variant-missing';
  if (new Set(variants.map(({ v, tag }) => `${v} ${tag}`)).size < variants.length) return 'encoding-tag-repeated';
  if (VARIANTS.some((v) => variants.filter((variant) => variant.v === v).length > MOST_COPIES[v])) {
    return 'encoding-variant-unknown';
  }
  for (const variant of variants) {
    const fault = segmentFault(variant);
    if (fault !== null) return fault;
  }
  return null;
}

function segmentFault({ v, seg }: EncodedVariant): EncodingFault | null {
  if (v.startsWith('X')) return seg === undefined ? null : 'encoding-segment-length';
  const bytes = Buffer.from(seg ?? '', 'base64');
  if (bytes.length !== PERSON_LAYOUT.bytes) return 'encoding-segment-length';
  const weight = popcount(bytes);
  return weight < WEIGHT.least || weight > WEIGHT.most ? 'encoding-segment-weight' : null;
}
