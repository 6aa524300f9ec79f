/**
 * Clusters name records by their identifiers alone: one that both sides use would tie two strangers together.
 * @throws Error naming the first identifier that both sides use
 */
export function refuseSharedIds(left: readonly string[], right: readonly string[]): void {
  const known = new Set(left);
  const shared = right.find((id) => known.has(id));
  if (shared === undefined) return;
  throw new Error(
    `The identifier ${shared} occurs on both sides: --clusters cannot tell the two records apart. ` +
      'Encode one side with other identifiers, or leave --clusters out: pairs name a record of each side.',
  );
}
