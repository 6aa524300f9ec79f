import type { Told } from '#linkage';
import type { Transaction } from '#persistence';
import type { MentionKey } from './candidate-pairs.js';

/** What a country was told last about a match of its mention with that of another country. */
export interface ToldRow {
  readonly matchRef: string;
  readonly own: MentionKey;
  readonly other: MentionKey;
  readonly told: Told;
}

interface Row {
  readonly country: string;
  readonly match_ref: string;
  readonly mention_ref: string;
  readonly other_country: string;
  readonly other_ref: string;
  readonly told: Told;
}

/** Everything that anybody was told about these mentions. */
export async function toldAbout(tx: Transaction, mentions: readonly MentionKey[]): Promise<ToldRow[]> {
  return read(tx, ABOUT, [mentions.map(({ source }) => source), mentions.map(({ mentionRef }) => mentionRef)]);
}

export async function toldOf(tx: Transaction, matchRefs: readonly string[]): Promise<ToldRow[]> {
  return read(tx, 'SELECT * FROM review.told WHERE match_ref = ANY($1::uuid[])', [matchRefs]);
}

/** Each (country, match) at most once. */
export async function rememberTold(tx: Transaction, rows: readonly ToldRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(REMEMBER, [
    rows.map(({ own }) => own.source),
    rows.map(({ matchRef }) => matchRef),
    rows.map(({ own }) => own.mentionRef),
    rows.map(({ other }) => other.source),
    rows.map(({ other }) => other.mentionRef),
    rows.map(({ told }) => told),
  ]);
}

/** Questions that each mention's country has not answered yet, of those mentions that have any. */
export async function openQuestions(
  tx: Transaction,
  mentions: readonly MentionKey[],
): Promise<(MentionKey & { open: number })[]> {
  return tx.rows(OPEN, [mentions.map(({ source }) => source), mentions.map(({ mentionRef }) => mentionRef)]);
}

async function read(tx: Transaction, sql: string, parameters: readonly unknown[]): Promise<ToldRow[]> {
  const rows = await tx.rows<Row>(sql, parameters);
  return rows.map((row) => ({
    matchRef: row.match_ref,
    own: { source: row.country, mentionRef: row.mention_ref },
    other: { source: row.other_country, mentionRef: row.other_ref },
    told: row.told,
  }));
}

const ASKED = 'unnest($1::text[], $2::uuid[]) AS asked (source, ref)';

const ABOUT = `
  SELECT told.* FROM ${ASKED} JOIN review.told ON told.country = asked.source AND told.mention_ref = asked.ref
   UNION
  SELECT told.* FROM ${ASKED} JOIN review.told ON told.other_country = asked.source AND told.other_ref = asked.ref`;

const REMEMBER = `
  INSERT INTO review.told (country, match_ref, mention_ref, other_country, other_ref, told)
  SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[])
      ON CONFLICT (country, match_ref) DO UPDATE SET told = excluded.told`;

const OPEN = `
  SELECT told.country AS source, told.mention_ref AS "mentionRef", count(*)::integer AS open
    FROM ${ASKED} JOIN review.told ON told.country = asked.source AND told.mention_ref = asked.ref
   WHERE told.told = 'PROPOSED'
     AND NOT EXISTS (SELECT FROM linkage.decision AS answer
                      WHERE answer.source = told.country AND answer.mention_ref = told.mention_ref
                        AND answer.match_ref = told.match_ref)
   GROUP BY 1, 2`;
