import type { MatchAttribute, Variant } from '#contracts';
import { attributesOf } from '#linkage';
import type { Transaction } from '#persistence';
import { epochOf, variantBit, variantNames } from '../mentions/encoding.js';
import { entropyOf, tagLimit } from './tag-limit.js';

/** How the tags of one variant and epoch are spread over the mentions. No tag is named. */
export interface TagSpread {
  readonly kind: Variant | undefined;
  /** What mentions that hold one tag of this kind have in common. */
  readonly attributes: readonly MatchAttribute[];
  readonly epoch: number;
  /** Different tags. */
  readonly tags: number;
  /** Tags that mentions hold, each mention counted. */
  readonly held: number;
  /** Mentions that hold the most frequent tag. */
  readonly largest: number;
  /** Share of the tags that one mention alone holds. */
  readonly singletons: number;
  /** Bits that the tag of a mention tells on average; where no two mentions share a tag it is log2 of `held`. */
  readonly entropy: number;
  /** The largest tag is over the limit: lengthen the salt of the variant. */
  readonly alarm: boolean;
}

/** Every tag of the store, counted at one moment. */
export interface TagCensus {
  /** Mentions that are not retracted. */
  readonly mentions: number;
  /** Holders of one tag beyond which it is an alarm. */
  readonly limit: number;
  readonly spreads: readonly TagSpread[];
}

export interface CensusOptions {
  /** Longest time of one statement. */
  readonly statementMs: number;
  /** Tags that one statement groups, about: bounds its memory and its time. */
  readonly rowsAtOnce: number;
  readonly signal: AbortSignal;
}

/** What one slice of the tags adds to a space. */
interface Part {
  readonly space: number;
  readonly tags: number;
  readonly held: number;
  readonly largest: number;
  readonly singles: number;
  readonly weighted: number;
}

/**
 * Counts all tags, slice by slice of their values: these are hashes, so that slices are alike, and each reads its own stretch of
 * the two indexes once. Needs a transaction of its own, which it makes read-only; consumers go on meanwhile.
 * @throws the signal's reason when it is aborted
 */
export async function tagCensus(tx: Transaction, options: CensusOptions): Promise<TagCensus> {
  await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await tx.run(`SET LOCAL statement_timeout = ${Math.ceil(options.statementMs)}`);
  const [store] = await tx.rows<{ mentions: number; tags: number }>(STORE);
  const { mentions = 0, tags = 0 } = store ?? {};
  const spaces = new Map<number, Part>();
  for (const [from, until] of slices(Math.ceil(tags / options.rowsAtOnce))) {
    options.signal.throwIfAborted();
    for (const part of await tx.rows<Part>(SLICE, [from, until])) {
      spaces.set(part.space, sum(part, spaces.get(part.space)));
    }
  }
  const limit = tagLimit(mentions);
  const ordered = [...spaces.values()].sort((a, b) => a.space - b.space);
  return { mentions, limit, spreads: ordered.map((part) => spreadOf(part, limit)) };
}

/** All signed 64-bit integers in stretches of one length, ends included. */
export function slices(asked: number): [string, string][] {
  const [count, least, all] = [BigInt(Math.min(Math.max(asked, 1), MOST_SLICES)), -(2n ** 63n), 2n ** 64n];
  const start = (i: bigint) => least + (all * i) / count;
  return Array.from({ length: Number(count) }, (_, i) => [`${start(BigInt(i))}`, `${start(BigInt(i) + 1n) - 1n}`]);
}

const MOST_SLICES = 4_096;

function sum(a: Part, b: Part | undefined): Part {
  if (b === undefined) return a;
  return {
    space: a.space,
    tags: a.tags + b.tags,
    held: a.held + b.held,
    largest: Math.max(a.largest, b.largest),
    singles: a.singles + b.singles,
    weighted: a.weighted + b.weighted,
  };
}

function spreadOf({ space, tags, held, largest, singles, weighted }: Part, limit: number): TagSpread {
  const [kind] = variantNames(variantBit(space));
  return {
    kind,
    attributes: kind === undefined ? [] : attributesOf(kind),
    epoch: epochOf(space),
    ...{ tags, held, largest },
    singletons: Math.round((singles / tags) * 1e4) / 1e4,
    entropy: entropyOf(held, weighted),
    alarm: largest > limit,
  };
}

/** The planner's own estimate says how many slices there are to be: counting the rows would be the work itself. */
const STORE = `
  SELECT (SELECT count(*)::float8 FROM linkage.mention WHERE active) AS mentions,
         (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'linkage.tag'::regclass) AS tags`;

/** Both halves lie in an index of their own, ordered by tag: groups are read one after the other. */
const SLICE = `
  SELECT space, count(*)::float8 AS tags, sum(holders)::float8 AS held, max(holders)::float8 AS largest,
         (count(*) FILTER (WHERE holders = 1))::float8 AS singles,
         sum(holders * ln(holders::float8) / ln(2::float8)) AS weighted
    FROM (SELECT tag, space, count(*) AS holders
            FROM (SELECT tag, space FROM linkage.tag WHERE NOT crowded AND tag BETWEEN $1::bigint AND $2::bigint
                   UNION ALL
                  SELECT tag, space FROM linkage.tag WHERE crowded AND tag BETWEEN $1::bigint AND $2::bigint) AS held
           GROUP BY tag, space) AS tags
   GROUP BY space`;
