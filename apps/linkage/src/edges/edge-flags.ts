import type { Lookalike, PairScore } from '#linkage';

/** Evidence that no agreement outweighs: the edge links nobody. */
export const CONFLICT = 1;
/** Kept only because the two stand in one component: it links nobody and is no candidate for review. */
export const COMPANION = 2;

const LOOKALIKES: readonly (Lookalike | null)[] = [null, 'TWINS', 'SIBLINGS', 'NAMESAKES'];
const LOOKALIKE_SHIFT = 2;

export function flagsOf({ conflict, lookalike }: PairScore, companion: boolean): number {
  const flags = (conflict ? CONFLICT : 0) | (companion ? COMPANION : 0);
  return flags | (LOOKALIKES.indexOf(lookalike) << LOOKALIKE_SHIFT);
}

export function isConflict(flags: number): boolean {
  return (flags & CONFLICT) !== 0;
}

export function isCompanion(flags: number): boolean {
  return (flags & COMPANION) !== 0;
}
