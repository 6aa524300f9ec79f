/** Asked, not known. Valid beside the codes of every list whose `acceptsUnknown` is set; never sent for "not asked". */
export const UNKNOWN = 'UNKNOWN';

/** A list of codes of one coded field. */
export interface CodeList<C extends string = string> {
  /** The codes in the order in which people should see them, without the `UNKNOWN` that `acceptsUnknown` adds. */
  readonly codes: readonly C[];
  readonly acceptsUnknown: boolean;
  /** Where the codes come from; `Kerege` for choices of this project. */
  readonly source: string;
  readonly description: string;
}

/** A list that has no `UNKNOWN`: whoever sends such a field knows the answer. */
export function codeList<C extends string>(codes: readonly C[], source: string, description: string): CodeList<C> {
  return { codes, acceptsUnknown: false, source, description };
}

/** A list of a question that may have been asked in vain. */
export function withUnknown<C extends string>(
  codes: readonly C[],
  source: string,
  description: string,
): CodeList<Exclude<C, typeof UNKNOWN>> {
  const known = codes.filter((code): code is Exclude<C, typeof UNKNOWN> => code !== UNKNOWN);
  return { codes: known, acceptsUnknown: true, source, description };
}
