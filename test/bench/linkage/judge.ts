/** How an answer compares with the truth, over unordered pairs of identifiers. Shares from 0 to 1. */
export interface Judgement {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly found: number;
  readonly right: number;
  readonly expected: number;
}

/** One name for a pair, whichever side comes first. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

/** Precision of an empty answer and recall of an empty truth are 0. */
export function judgePairs(found: ReadonlySet<string>, truth: ReadonlySet<string>): Judgement {
  const right = [...found].filter((pair) => truth.has(pair)).length;
  const precision = found.size === 0 ? 0 : right / found.size;
  const recall = truth.size === 0 ? 0 : right / truth.size;
  const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1, found: found.size, right, expected: truth.size };
}

/** Every two of one group, as keys. @param groupOf by identifier */
export function pairsWithin(groupOf: ReadonlyMap<string, string>): Set<string> {
  const groups = new Map<string, string[]>();
  for (const [id, group] of groupOf) groups.set(group, [...(groups.get(group) ?? []), id]);
  const pairs = new Set<string>();
  for (const ids of groups.values()) {
    ids.forEach((a, i) => {
      for (const b of ids.slice(i + 1)) pairs.add(pairKey(a, b));
    });
  }
  return pairs;
}
