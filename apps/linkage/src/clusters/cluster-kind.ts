export type ChangeKind = 'CREATE' | 'GROW' | 'MERGE' | 'SPLIT' | 'SHRINK' | 'RETIRE' | 'STATUS';

/** What happened to one cluster reference, by the members before and after and by where everybody was and is. */
export interface Membership {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Some of the members after belonged to another cluster before. */
  readonly gathered: boolean;
  /** Some of the members before belong to another cluster now. */
  readonly scattered: boolean;
}

export function kindOf({ before, after, gathered, scattered }: Membership): ChangeKind {
  if (after.length === 0) return 'RETIRE';
  if (gathered) return 'MERGE';
  if (before.length === 0) return 'CREATE';
  if (scattered) return 'SPLIT';
  const old = new Set(before);
  if (after.length === before.length && after.every((ref) => old.has(ref))) return 'STATUS';
  return after.every((ref) => old.has(ref)) ? 'SHRINK' : 'GROW';
}
