import { renameSync, writeFileSync } from 'node:fs';
import type { generic } from '#linkage';

const DECIMALS = 6;

/** `id_a,id_b,posterior,status`, by identifiers. */
export function writePairs(file: string, pairs: readonly generic.LinkedPair[]): void {
  const rows = pairs.map(
    ({ a, b, posterior, status }) => `${cell(a)},${cell(b)},${posterior.toFixed(DECIMALS)},${status}`,
  );
  write(file, ['id_a,id_b,posterior,status', ...rows]);
}

/** `id,cluster` for every record; a cluster is named by its first record. */
export function writeClusters(file: string, clusters: readonly (readonly string[])[], ids: readonly string[]): void {
  const clusterOf = new Map(clusters.flatMap((members) => members.map((id) => [id, members[0] ?? id] as const)));
  write(file, ['id,cluster', ...ids.map((id) => `${cell(id)},${cell(clusterOf.get(id) ?? id)}`)]);
}

function write(file: string, lines: readonly string[]): void {
  writeFileSync(`${file}.part`, `${lines.join('\n')}\n`, { mode: 0o600 });
  renameSync(`${file}.part`, file);
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
