import type { EncodedVariant } from '#contracts';

/** A variant as it is compared. */
export interface ComparableVariant {
  readonly v: string;
  readonly tag: string;
  /** `null` for exact variants. */
  readonly seg: Uint8Array | null;
}

/** Variants as published, their segments as bytes. */
export function comparable(variants: readonly EncodedVariant[]): ComparableVariant[] {
  return variants.map(({ v, tag, seg }) => ({ v, tag, seg: seg === undefined ? null : Buffer.from(seg, 'base64') }));
}
