import type { generic } from '#linkage';

const DECIMALS = 6;

/** `id_a,id_b,posterior,status`, by identifiers. */
export function* pairLines(pairs: readonly generic.LinkedPair[]): Generator<string> {
  yield 'id_a,id_b,posterior,status';
  for (const { a, b, posterior, status } of pairs) {
    yield `${cell(a)},${cell(b)},${posterior.toFixed(DECIMALS)},${status}`;
  }
}

/** `id,cluster` for every record; a cluster is named by its first record. */
export function* clusterLines(clusters: readonly (readonly string[])[], ids: readonly string[]): Generator<string> {
  yield 'id,cluster';
  const clusterOf = new Map(clusters.flatMap((members) => members.map((id) => [id, members[0] ?? id] as const)));
  for (const id of ids) yield `${cell(id)},${cell(clusterOf.get(id) ?? id)}`;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
