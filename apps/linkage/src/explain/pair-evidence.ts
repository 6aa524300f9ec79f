import type { PairEvidence } from '#linkage';
import type { Transaction } from '#persistence';
import { compare } from '../edges/compare.js';
import { isCompanion } from '../edges/edge-flags.js';
import { StoredEncodings } from '../edges/stored-encodings.js';
import { commonEpoch, variantNames, type StoredEncoding } from '../mentions/encoding.js';
import { nameOf } from '../mentions/bucket-lookup.js';
import type { StoredModel } from '../models/model-store.js';
import type { NamedMention } from './named-mention.js';

/** What the store knows of a pair. */
export interface StoredPair {
  /** `null`: nothing in common, nothing to compare. */
  readonly evidence: PairEvidence | null;
  /** The stored edge, its score in thousandths of a bit; `null`: none is kept. */
  readonly edge: { readonly mbits: number; readonly companion: boolean } | null;
  readonly commonEpoch: boolean;
  /** Tags that both hold, and how many of these neither's country floods. */
  readonly sharedTags: number;
  readonly usableTags: number;
}

interface EdgeRow {
  readonly mbits: number;
  readonly flags: number;
  readonly shared: number;
  readonly levels: Buffer;
}

/** Evidence of the stored edge; where none is kept, that of the stored encodings. */
export async function storedPair(
  tx: Transaction,
  { id: modelId, model }: StoredModel,
  [a, b]: readonly [NamedMention, NamedMention],
): Promise<StoredPair> {
  const [edge] = await tx.rows<EdgeRow>(EDGE, [Math.min(a.id, b.id), Math.max(a.id, b.id), modelId]);
  const known = new StoredEncodings(tx);
  await known.load([a.id, b.id]);
  const [one, other] = [known.of(a.id), known.of(b.id)];
  const evidence =
    edge === undefined
      ? (compare(model, one, other)?.evidence ?? null)
      : { levels: edge.levels, shared: variantNames(edge.shared) };
  return {
    evidence,
    edge: edge === undefined ? null : { mbits: edge.mbits, companion: isCompanion(edge.flags) },
    commonEpoch: commonEpoch(one, other) !== undefined,
    ...(await tagsInCommon(tx, one, other, [a.source, b.source])),
  };
}

async function tagsInCommon(
  tx: Transaction,
  a: StoredEncoding,
  b: StoredEncoding,
  sources: readonly string[],
): Promise<Pick<StoredPair, 'sharedTags' | 'usableTags'>> {
  const held = new Set(b.tags().map(nameOf));
  const shared = a.tags().filter((tag) => held.has(nameOf(tag)));
  const [row] = await tx.rows<{ flooded: number }>(FLOODED, [
    shared.map(({ tag }) => tag),
    shared.map(({ space }) => space),
    sources,
  ]);
  return { sharedTags: shared.length, usableTags: shared.length - (row?.flooded ?? 0) };
}

const EDGE = `
  SELECT mbits, flags, shared, levels FROM linkage.edge
   WHERE lo = $1::integer AND hi = $2::integer AND model = $3::smallint`;

const FLOODED = `
  SELECT count(DISTINCT (tag, space))::integer AS flooded
    FROM unnest($1::bigint[], $2::integer[]) AS asked (tag, space) JOIN linkage.crowd USING (tag, space)
   WHERE crowd.source = ANY($3::text[])`;
