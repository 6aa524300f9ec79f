import { VARIANTS, type EncodedVariant, type Variant } from '#contracts';

/**
 * All that one encoding shows without a key: how many variants of each kind it has, one digit each in the order of
 * `VARIANTS`. An approximate year makes three of B and C, an unknown one eight of D and E.
 */
export type MentionShape = string;

const LEAST: Readonly<Partial<Record<Variant, number>>> = { D: 2, E: 2 };

/** Variants that name another epoch than the mention's are left out. */
export function shapeOf(variants: readonly EncodedVariant[]): MentionShape {
  return VARIANTS.map((v) => variants.filter((variant) => variant.v === v && variant.epoch === undefined).length).join(
    '',
  );
}

/** Whether a kind occurs more often than in every mention: then the salt's parts are known, and the year is not. */
export function isRepeated(shape: MentionShape, v: Variant): boolean {
  return Number(shape[VARIANTS.indexOf(v)]) > (LEAST[v] ?? 1);
}
