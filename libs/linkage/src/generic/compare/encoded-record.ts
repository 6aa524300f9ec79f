import type { PlacedLayout } from '../../encode/layout.js';

/** A filter with more of its bits set was not made by an encoder: it would resemble everybody. */
const FULLEST = 0.9;

/** One record as its source published it. */
export interface EncodedRecord {
  readonly id: string;
  readonly source: string;
  /** Bit r: a variant of recipe r is there. */
  readonly mask: number;
  /** 8 bytes for each variant, in the order of recipes. */
  readonly tags: Buffer;
  readonly segments: Buffer;
  /** Class of each attribute. */
  readonly rarity: Uint8Array;
}

/** A line is none of this format. The message says why and holds no value of a person. */
export class EncodingRefused extends Error {
  override readonly name = 'EncodingRefused';
  readonly code = 'encoding-refused';
}

/** @param set bits set, by variant and filter */
export function isOverfull(set: Uint16Array, { filters }: PlacedLayout): boolean {
  return set.some((n, at) => n > (filters[at % filters.length]?.bits ?? 0) * FULLEST);
}
