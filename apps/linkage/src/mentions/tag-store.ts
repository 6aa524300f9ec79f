import type { Variant } from '#contracts';
import { arrayLiteral, type Transaction } from '#persistence';
import type { SpaceTag } from './encoding.js';
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

interface TagRow extends SourceTag {
  readonly id: number;
}

interface NewTagRow extends TagRow {
  readonly segment: Uint8Array | null;
}

/**
 * Puts the tags of the touched mentions in the place of their former ones. Gives the mentions of sources that are under the
 * cap of a tag again because of that: they make pairs through it from now on.
 */
export async function replaceTags(tx: Transaction, touched: readonly TouchedMention[], cap: number): Promise<number[]> {
  const [removed, added] = [touched.flatMap(rowsBefore), touched.flatMap(rowsNow)];
  if (removed.length > 0) await tx.run(REMOVE, columnsOf(removed));
  const crowds = await crowdsOf(tx, [...removed, ...added]);
  await add(tx, added, crowds);
  if (crowds.size === 0) return [];
  const emptied = await tx.rows<SourceTag>(NO_CROWDS_ANY_MORE, [
    ...keysOf(removed.filter((row) => crowds.has(nameOf(row)))),
    cap,
  ]);
  return emptied.length === 0 ? [] : idsOf(await tx.rows<{ id: number }>(UNMARK, keysOf(emptied)));
}

/** Marks tags as held by more mentions of a source than the cap allows. Gives the mentions that make no pairs through them now. */
export async function markCrowded(tx: Transaction, crowds: readonly SourceTag[]): Promise<number[]> {
  return idsOf(await tx.rows<{ id: number }>(MARK, keysOf(crowds)));
}

function rowsBefore({ id, source, before }: TouchedMention): TagRow[] {
  return before === null ? [] : before.tags().map(({ space, tag }) => ({ space, tag, id, source }));
}

function rowsNow({ id, source, now }: TouchedMention): NewTagRow[] {
  if (now === null) return [];
  return now.epochs.flatMap((epoch) =>
    now
      .variants(epoch)
      .map(({ tag, bits }) => ({ ...tag, id, source, segment: STRANGERS_MEET.has(bits.v) ? bits.seg : null })),
  );
}

function keysOf(rows: readonly SourceTag[]): [string[], number[], string[]] {
  return [rows.map(({ tag }) => tag), rows.map(({ space }) => space), rows.map(({ source }) => source)];
}

function columnsOf(rows: readonly TagRow[]): unknown[] {
  return [...keysOf(rows), rows.map(({ id }) => id)];
}

/** Sources are few: each row names its own by its place among them. */
async function add(tx: Transaction, rows: readonly NewTagRow[], crowds: ReadonlySet<string>): Promise<void> {
  if (rows.length === 0) return;
  const places = new Map<string, number>();
  for (const { source } of rows) if (!places.has(source)) places.set(source, places.size + 1);
  let next = 1;
  const starts = rows.map(({ segment }) => (next += segment?.length ?? 0) - (segment?.length ?? 0));
  await tx.run(ADD, [
    arrayLiteral(rows.map(({ tag }) => tag)),
    arrayLiteral(rows.map(({ space }) => space)),
    arrayLiteral(rows.map(({ source }) => places.get(source) ?? 0)),
    arrayLiteral(rows.map(({ id }) => id)),
    arrayLiteral(starts),
    arrayLiteral(rows.map(({ segment }) => segment?.length ?? 0)),
    arrayLiteral(rows.map((row) => crowds.size > 0 && crowds.has(nameOf(row)))),
    [...places.keys()],
    Buffer.concat(rows.flatMap(({ segment }) => segment ?? [])),
  ]);
}

/** Those of the tags that their source holds too often. */
async function crowdsOf(tx: Transaction, rows: readonly SourceTag[]): Promise<Set<string>> {
  const [any] = await tx.rows('SELECT FROM linkage.crowd LIMIT 1');
  return new Set(any === undefined ? [] : (await tx.rows<SourceTag>(CROWDS, keysOf(rows))).map(nameOf));
}

const nameOf = ({ tag, space, source }: SourceTag) => `${space} ${tag} ${source}`;
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

const CROWDS = `SELECT DISTINCT crowd.* FROM linkage.crowd JOIN ${ASKED} USING (tag, space, source)`;

const ADD = `
  INSERT INTO linkage.tag (tag, space, source, mention_id, segment, crowded)
  SELECT tag, space, ($8::text[])[place], mention_id, CASE WHEN length > 0 THEN substr($9::bytea, start, length) END, crowded
    FROM unnest($1::bigint[], $2::integer[], $3::smallint[], $4::integer[], $5::integer[], $6::smallint[], $7::boolean[])
      AS held (tag, space, place, mention_id, start, length, crowded)`;

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
