import type { Variant } from '#contracts';

/** A mention as linkage keeps it. */
export interface MentionRow {
  readonly mentionRef: string;
  readonly source: string;
  /** Tags of different epochs are never compared. */
  readonly epoch: number;
  readonly tags: Readonly<Partial<Record<Variant, string>>>;
}

/** A pair held to be one person, smaller `mentionRef` first. */
export type Edge = readonly [lo: string, hi: string];

/**
 * What must agree, all variants of one list together: a document; a national number; name skeletons with full birth date
 * and sex; a phone or handle only with a part that holds a name, because recruiters' and families' phones recur and twins
 * share birth date and sex. A handle often holds the given name and the birth year, so that C adds nothing to it.
 */
export const EXACT_RULES: readonly (readonly Variant[])[] = [
  ['X1'],
  ['X2'],
  ['A', 'E'],
  ...(['C', 'D', 'E', 'F'] as const).map((name) => ['X3', name] as const),
  ...(['D', 'E', 'F'] as const).map((name) => ['X4', name] as const),
];

/** Mentions of one source under one key beyond which that source makes no links through it: a flood joins nobody. */
export const KEY_CAP_PER_SOURCE = 500;

/** Two mentions are linked when they share one of these keys; each names epoch, rule and tags. */
export function linkKeys(row: Pick<MentionRow, 'epoch' | 'tags'>): string[] {
  return EXACT_RULES.flatMap((rule) => {
    const tags = rule.map((variant) => row.tags[variant]);
    return tags.includes(undefined) ? [] : [`${row.epoch}:${rule.join('+')}:${tags.join('+')}`];
  });
}

/**
 * The links among the rows. Inside a key everybody is linked with everybody; the edges given form a star around the
 * smallest `mentionRef`, which has the same connected components with fewer edges. Order of rows does not matter.
 */
export function exactLinks(rows: readonly MentionRow[], capPerSource = KEY_CAP_PER_SOURCE): Edge[] {
  const buckets = new Map<string, MentionRow[]>();
  for (const row of rows) {
    for (const key of linkKeys(row)) {
      const bucket = buckets.get(key);
      if (bucket) bucket.push(row);
      else buckets.set(key, [row]);
    }
  }
  const edges = new Map<string, Edge>();
  for (const bucket of buckets.values()) {
    for (const edge of star(withoutFloods(bucket, capPerSource))) edges.set(edge.join(), edge);
  }
  return [...edges.values()].sort((a, b) => (a.join() < b.join() ? -1 : 1));
}

function withoutFloods(bucket: readonly MentionRow[], cap: number): string[] {
  const perSource = new Map<string, number>();
  for (const { source } of bucket) perSource.set(source, (perSource.get(source) ?? 0) + 1);
  return bucket.filter(({ source }) => (perSource.get(source) ?? 0) <= cap).map(({ mentionRef }) => mentionRef);
}

function star(refs: readonly string[]): Edge[] {
  const [centre, ...others] = [...new Set(refs)].sort();
  return centre === undefined ? [] : others.map((other) => [centre, other]);
}
