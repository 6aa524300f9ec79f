import type { Variant } from '#contracts';
import { arrayLiteral, bigintArray, byteaArray, integerArray, type Transaction } from '#persistence';
import type { HeldVariant, SpaceTag } from './encoding.js';
import type { TouchedMention } from './mention-store.js';

/**
 * Variants under which many strangers meet: of birth date and sex, of surname and year, of given name, year and sex. Their segments
 * stand with the tags, so that strangers are told apart where they are looked up. All variants would make the index of tags, which
 * is written at random places, three times as large for the tenth part of the strangers that meets elsewhere.
 */
const STRANGERS_MEET: ReadonlySet<string> = new Set<Variant>(['A', 'B', 'C']);

/** A tag as one source holds it: what the cap counts. */
export interface SourceTag extends SpaceTag {
  readonly source: string;
}

interface TagRow {
  readonly id: number;
  readonly source: string;
  readonly held: HeldVariant;
}

/**
 * Adds the tags of mentions that the store did not hold. Before the lock: nobody else can change these rows, and nobody sees them
 * before the commit. Whether a source holds one too often is asked under the lock, by `replaceTags`.
 */
export async function addTags(tx: Transaction, touched: readonly TouchedMention[]): Promise<void> {
  await add(tx, touched.filter(isNew).flatMap(rowsNow), new Set());
}

/**
 * Puts the tags of the touched mentions in the place of their former ones; those of new mentions are here already. Gives the
 * mentions of sources that are under the cap of a tag again because of that: they make pairs through it from now on.
 */
export async function replaceTags(tx: Transaction, touched: readonly TouchedMention[], cap: number): Promise<number[]> {
  const older = touched.filter((mention) => !isNew(mention));
  const [removed, added] = [older.flatMap(rowsBefore), older.flatMap(rowsNow)];
  if (removed.length > 0) await tx.run(REMOVE, [...keysOf(removed), integerArray(removed.map(({ id }) => id))]);
  const [any] = await tx.rows('SELECT FROM linkage.crowd LIMIT 1');
  if (any === undefined) {
    await add(tx, added, new Set());
    return [];
  }
  const fresh = touched.filter(isNew).flatMap(rowsNow);
  const crowds = await crowdsOf(tx, [...removed, ...added, ...fresh]);
  await add(tx, added, crowds);
  if (crowds.size === 0) return [];
  await joinCrowds(
    tx,
    fresh.filter((row) => crowds.has(nameOf(row))),
  );
  const emptied = await tx.rows<SourceTag>(NO_CROWDS_ANY_MORE, [
    ...keysOf(removed.filter((row) => crowds.has(nameOf(row)))),
    cap,
  ]);
  return emptied.length === 0 ? [] : idsOf(await tx.rows<{ id: number }>(UNMARK, textKeysOf(emptied)));
}

/** Marks tags as held by more mentions of a source than the cap allows. Gives the mentions that make no pairs through them now. */
export async function markCrowded(tx: Transaction, crowds: readonly SourceTag[]): Promise<number[]> {
  return idsOf(await tx.rows<{ id: number }>(MARK, textKeysOf(crowds)));
}

/** Nothing of it is stored; it may have been retracted. */
function isNew({ before }: TouchedMention): boolean {
  return before === null;
}

function rowsBefore({ id, source, before }: TouchedMention): TagRow[] {
  return before === null ? [] : before.held().map((held) => ({ id, source, held }));
}

function rowsNow({ id, source, now }: TouchedMention): TagRow[] {
  return now === null ? [] : now.held().map((held) => ({ id, source, held }));
}

function keysOf(rows: readonly TagRow[]): [Buffer, Buffer, string[]] {
  return [
    bigintArray(rows.map(({ held }) => held)),
    integerArray(rows.map(({ held }) => held.space)),
    rows.map(({ source }) => source),
  ];
}

function textKeysOf(rows: readonly SourceTag[]): [string[], number[], string[]] {
  return [rows.map(({ tag }) => tag), rows.map(({ space }) => space), rows.map(({ source }) => source)];
}

/** Sources are few: each row names its own by its place among them. */
async function add(tx: Transaction, rows: readonly TagRow[], crowds: ReadonlySet<string>): Promise<void> {
  if (rows.length === 0) return;
  const places = new Map<string, number>();
  for (const { source } of rows) if (!places.has(source)) places.set(source, places.size + 1);
  await tx.run(ADD, [
    bigintArray(rows.map(({ held }) => held)),
    integerArray(rows.map(({ held }) => held.space)),
    integerArray(rows.map(({ source }) => places.get(source) ?? 0)),
    integerArray(rows.map(({ id }) => id)),
    byteaArray(rows.map(({ held }) => (STRANGERS_MEET.has(held.variant) ? held.segment : null))),
    arrayLiteral(rows.map((row) => crowds.size > 0 && crowds.has(nameOf(row)))),
    [...places.keys()],
  ]);
}

/** New mentions of a source that holds the tags too often already. */
async function joinCrowds(tx: Transaction, rows: readonly TagRow[]): Promise<void> {
  if (rows.length > 0) await tx.run(JOIN, [...keysOf(rows), integerArray(rows.map(({ id }) => id))]);
}

/** Names of those of the tags that their source holds too often. */
async function crowdsOf(tx: Transaction, rows: readonly TagRow[]): Promise<Set<string>> {
  const crowds = await tx.rows<{ place: number }>(CROWDS, keysOf(rows));
  return new Set(crowds.flatMap(({ place }) => rows[place - 1] ?? []).map(nameOf));
}

const nameOf = ({ held, source }: TagRow) => `${held.name} ${source}`;
const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

const ASKED = 'unnest($1::bigint[], $2::integer[], $3::text[]) AS asked (tag, space, source)';

/** Two statements, so that each half finds its partial index. */
const REMOVE = `
  WITH gone AS (SELECT * FROM unnest($1::bigint[], $2::integer[], $3::text[], $4::integer[]) AS gone (tag, space, source, mention_id)),
       pairing AS (DELETE FROM linkage.tag AS held USING gone
                    WHERE held.tag = gone.tag AND held.space = gone.space AND held.mention_id = gone.mention_id AND NOT held.crowded)
  DELETE FROM linkage.tag AS held USING gone
   WHERE held.tag = gone.tag AND held.space = gone.space AND held.source = gone.source
     AND held.mention_id = gone.mention_id AND held.crowded`;

const CROWDS = `
  SELECT place::integer AS place
    FROM unnest($1::bigint[], $2::integer[], $3::text[]) WITH ORDINALITY AS asked (tag, space, source, place)
    JOIN linkage.crowd USING (tag, space, source)`;

const ADD = `
  INSERT INTO linkage.tag (tag, space, source, mention_id, segment, crowded)
  SELECT tag, space, ($7::text[])[place], mention_id, segment, crowded
    FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::integer[], $5::bytea[], $6::boolean[])
      AS held (tag, space, place, mention_id, segment, crowded)`;

const JOIN = `
  UPDATE linkage.tag AS held SET crowded = true
    FROM unnest($1::bigint[], $2::integer[], $3::text[], $4::integer[]) AS late (tag, space, source, mention_id)
   WHERE held.tag = late.tag AND held.space = late.space AND held.mention_id = late.mention_id AND NOT held.crowded`;

/** Counting stops one beyond the cap: a flood of any size costs the same. */
const NO_CROWDS_ANY_MORE = `
  DELETE FROM linkage.crowd USING ${ASKED}
   WHERE crowd.tag = asked.tag AND crowd.space = asked.space AND crowd.source = asked.source
     AND (SELECT count(*) FROM (
            SELECT FROM linkage.tag AS held
             WHERE held.tag = asked.tag AND held.space = asked.space AND held.source = asked.source AND held.crowded
             LIMIT $4::integer + 1) AS first_ones) <= $4::integer
  RETURNING crowd.*`;

const UNMARK = `
  UPDATE linkage.tag AS held SET crowded = false FROM ${ASKED}
   WHERE held.tag = asked.tag AND held.space = asked.space AND held.source = asked.source AND held.crowded
  RETURNING held.mention_id AS id`;

const MARK = `
  WITH asked AS (SELECT * FROM ${ASKED}),
       noted AS (INSERT INTO linkage.crowd (tag, space, source) SELECT * FROM asked)
  UPDATE linkage.tag AS held SET crowded = true FROM asked
   WHERE held.tag = asked.tag AND held.space = asked.space AND held.source = asked.source AND NOT held.crowded
  RETURNING held.mention_id AS id`;
