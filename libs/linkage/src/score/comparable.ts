import type { EncodedVariant } from '#contracts';
import type { VariantBits } from '../cluster/pair-model.js';

/** Variants as published, their segments as bytes. */
export function comparable(variants: readonly EncodedVariant[]): VariantBits[] {
  return variants.map(({ v, tag, seg }) => ({ v, tag, seg: seg === undefined ? null : Buffer.from(seg, 'base64') }));
}
