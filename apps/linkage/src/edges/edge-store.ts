import type { Transaction } from '#persistence';
import type { Comparison } from './compare.js';
import { COMPANION, flagsOf } from './edge-flags.js';

/** A scored pair as it is stored, `lo < hi`. */
export interface Edge {
  readonly lo: number;
  readonly hi: number;
  readonly mbits: number;
  readonly flags: number;
}

/** One that is to be stored. */
export interface NewEdge extends Edge {
  readonly shared: number;
  readonly levels: Uint8Array;
}

export function newEdge(a: number, b: number, { evidence, score, shared }: Comparison, companion: boolean): NewEdge {
  const [lo, hi] = a < b ? [a, b] : [b, a];
  return { lo, hi, mbits: score.mbits, flags: flagsOf(score, companion), shared, levels: evidence.levels };
}

export async function addEdges(tx: Transaction, model: number, edges: readonly NewEdge[]): Promise<void> {
  if (edges.length > 0) await tx.run(ADD, columnsOf(model, edges));
}

/** The same, in the place of those that are there already. */
export async function putEdges(tx: Transaction, model: number, edges: readonly NewEdge[]): Promise<void> {
  if (edges.length > 0) await tx.run(`${ADD} ${OR_REPLACE}`, columnsOf(model, edges));
}

function columnsOf(model: number, edges: readonly NewEdge[]): unknown[] {
  let next = 1;
  const starts = edges.map(({ levels }) => (next += levels.length) - levels.length);
  return [
    edges.map(({ lo }) => lo),
    edges.map(({ hi }) => hi),
    edges.map(({ mbits }) => mbits),
    edges.map(({ flags }) => flags),
    edges.map(({ shared }) => shared),
    starts,
    edges.map(({ levels }) => levels.length),
    Buffer.concat(edges.map(({ levels }) => levels)),
    model,
  ];
}

/** Takes every edge of the mentions away, of all models, and gives those of one. */
export async function removeEdgesOf(tx: Transaction, model: number, ids: readonly number[]): Promise<Edge[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<Edge & { model: number }>(REMOVE_OF, [ids]);
  return rows.filter((row) => row.model === model);
}

export async function removeEdges(tx: Transaction, model: number, edges: readonly Edge[]): Promise<void> {
  if (edges.length === 0) return;
  await tx.run(REMOVE, [edges.map(({ lo }) => lo), edges.map(({ hi }) => hi), model]);
}

/** Edges with both ends among the mentions. */
export async function edgesAmong(tx: Transaction, model: number, ids: readonly number[]): Promise<Edge[]> {
  return ids.length === 0 ? [] : tx.rows<Edge>(AMONG, [ids, model]);
}

const ADD = `
  INSERT INTO linkage.edge (lo, hi, mbits, flags, shared, levels, model)
  SELECT lo, hi, mbits, flags, shared, substr($8::bytea, start, length), $9::smallint
    FROM unnest($1::integer[], $2::integer[], $3::integer[], $4::smallint[], $5::smallint[], $6::integer[], $7::integer[])
      AS edge (lo, hi, mbits, flags, shared, start, length)`;

const OR_REPLACE = `
  ON CONFLICT (lo, hi, model) DO UPDATE
     SET mbits = excluded.mbits, flags = excluded.flags, shared = excluded.shared, levels = excluded.levels`;

const REMOVE_OF = `
  WITH low AS (DELETE FROM linkage.edge WHERE lo = ANY($1::integer[]) RETURNING lo, hi, mbits, flags, model),
       high AS (DELETE FROM linkage.edge WHERE hi = ANY($1::integer[]) AND lo <> ALL($1::integer[])
                RETURNING lo, hi, mbits, flags, model)
  SELECT * FROM low UNION ALL SELECT * FROM high`;

const REMOVE = `
  DELETE FROM linkage.edge USING unnest($1::integer[], $2::integer[]) AS gone (lo, hi)
   WHERE edge.lo = gone.lo AND edge.hi = gone.hi AND edge.model = $3::smallint`;

const AMONG = `
  SELECT pair.lo, pair.hi, pair.mbits, pair.flags
    FROM unnest($1::integer[]) AS member (id)
   CROSS JOIN LATERAL (
     SELECT lo, hi, mbits, flags FROM linkage.edge WHERE lo = member.id AND model = $2::smallint OFFSET 0
   ) AS pair
   WHERE pair.hi = ANY($1::integer[])`;

/** Flags that keep an edge from linking, for SQL. */
export const UNLINKING = COMPANION | 1;
