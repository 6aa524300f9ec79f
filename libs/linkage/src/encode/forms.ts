/** What one variant is salted with; its keyed hash is the tag under which candidates are looked up. */
export interface VariantSalt<V extends string = string> {
  readonly v: V;
  readonly salt: readonly string[];
}

/**
 * A person's attributes in canonical forms, ready for encoding: tokens of each filter, one text for each slot, and the salts
 * of the variants that the data allow. What is absent is left out: nothing is encoded in its stead.
 */
export interface EncodableForms<V extends string = string> {
  readonly tokens: Readonly<Record<string, readonly string[]>>;
  readonly slots: Readonly<Record<string, string | null>>;
  readonly salts: readonly VariantSalt<V>[];
}
