import type { MatchAttribute, Variant } from '#contracts';
import { attributesOf } from '#linkage';
import type { Transaction } from '#persistence';
import { epochOf, variantBit, variantNames } from '../mentions/encoding.js';

/** A tag that more mentions of one country hold than the cap allows. Which tag it is, and what it was made of, stays out. */
export interface Flood {
  readonly source: string;
  readonly kind: Variant | undefined;
  /** What all these mentions have in common. */
  readonly attributes: readonly MatchAttribute[];
  readonly epoch: number;
  /** Mentions of the country that hold the tag now. */
  readonly mentions: number;
}

/** Floods of one country and one kind of tag. */
export interface FloodCount {
  readonly source: string;
  readonly kind: Variant | undefined;
  readonly tags: number;
}

/** Floods of one answer at most, the largest first. */
const MOST = 200;

export async function floods(tx: Transaction): Promise<Flood[]> {
  const rows = await tx.rows<{ source: string; space: number; mentions: number }>(FLOODS);
  return rows.map(({ source, space, mentions }) => {
    const kind = kindOf(space);
    return { source, kind, attributes: kind === undefined ? [] : attributesOf(kind), epoch: epochOf(space), mentions };
  });
}

export async function floodCounts(tx: Transaction): Promise<FloodCount[]> {
  const rows = await tx.rows<{ source: string; space: number; tags: number }>(COUNTS);
  return rows.map(({ source, space, tags }) => ({ source, kind: kindOf(space), tags }));
}

function kindOf(space: number): Variant | undefined {
  return variantNames(variantBit(space))[0];
}

const FLOODS = `
  SELECT crowd.source, crowd.space, held.mentions
    FROM linkage.crowd
   CROSS JOIN LATERAL (
     SELECT count(*)::float8 AS mentions FROM linkage.tag
      WHERE tag.tag = crowd.tag AND tag.space = crowd.space AND tag.source = crowd.source AND tag.crowded
   ) AS held
   ORDER BY held.mentions DESC, crowd.source, crowd.space LIMIT ${MOST}`;

const COUNTS = `
  SELECT source, space, count(*)::float8 AS tags FROM linkage.crowd GROUP BY source, space ORDER BY source, space`;
