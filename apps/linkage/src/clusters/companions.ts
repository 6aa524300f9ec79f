import type { PairModel } from '#linkage';
import type { Transaction } from '#persistence';
import { compare } from '../edges/compare.js';
import { addEdges, edgesAmong, newEdge, removeEdges, type Edge, type NewEdge } from '../edges/edge-store.js';
import type { StoredEncodings } from '../edges/stored-encodings.js';
import type { WalkedComponent } from '../walk/walked-component.js';

/**
 * All pairs of each component. Whoever shares a tag in a component is compared, also below the keeping threshold and through
 * crowded tags: a pair that says no must count as what it says. Such companions are kept as long as the two stay together.
 */
export async function pairsOf(
  tx: Transaction,
  model: PairModel,
  modelId: number,
  components: readonly WalkedComponent[],
  known: StoredEncodings,
): Promise<Map<WalkedComponent, Edge[]>> {
  const homes = new Map(components.flatMap((component) => component.ids.map((id) => [id, component] as const)));
  const several = components.filter(({ ids, least }) => ids.length > 1 && least !== null);
  const pairs = new Map<WalkedComponent, Edge[]>(several.map((component) => [component, []]));
  for (const edge of await edgesAmong(
    tx,
    modelId,
    several.flatMap(({ ids }) => ids),
  )) {
    const home = homes.get(edge.lo);
    if (home !== undefined && home === homes.get(edge.hi)) pairs.get(home)?.push(edge);
  }
  await dropStrayed(tx, modelId, homes, pairs);
  const added: NewEdge[] = [];
  for (const [component, edges] of pairs) {
    const missing = await compareMissing(model, component.ids, edges, known);
    edges.push(...missing);
    added.push(...missing);
  }
  await addEdges(tx, modelId, added);
  return pairs;
}

async function dropStrayed(
  tx: Transaction,
  modelId: number,
  homes: ReadonlyMap<number, WalkedComponent>,
  pairs: ReadonlyMap<WalkedComponent, readonly Edge[]>,
): Promise<void> {
  const companions = await tx.rows<Edge>(COMPANIONS, [[...homes.keys()], modelId]);
  const strayed = companions.filter(({ lo, hi }) => {
    const home = homes.get(lo);
    return home === undefined || home !== homes.get(hi) || !pairs.has(home);
  });
  await removeEdges(tx, modelId, strayed);
}

async function compareMissing(
  model: PairModel,
  ids: readonly number[],
  edges: readonly Edge[],
  known: StoredEncodings,
): Promise<NewEdge[]> {
  if (edges.length === (ids.length * (ids.length - 1)) / 2) return [];
  await known.load(ids);
  const present = new Set(edges.map(({ lo, hi }) => `${lo} ${hi}`));
  return ids.flatMap((a, i) =>
    ids.slice(i + 1).flatMap((b) => {
      if (present.has(`${Math.min(a, b)} ${Math.max(a, b)}`)) return [];
      const comparison = compare(model, known.of(a), known.of(b));
      return comparison === undefined ? [] : [newEdge(a, b, comparison, true)];
    }),
  );
}

const COMPANIONS = `
  SELECT lo, hi, mbits, flags FROM linkage.edge WHERE flags & 2 <> 0 AND lo = ANY($1::integer[]) AND model = $2::smallint
   UNION
  SELECT lo, hi, mbits, flags FROM linkage.edge WHERE flags & 2 <> 0 AND hi = ANY($1::integer[]) AND model = $2::smallint`;
