import type { MatchDecision, Reviewer } from '#contracts';
import { matchRefOf, type Review, type ReviewSide } from '#linkage';
import type { Transaction } from '#persistence';
import { nameOf, type CandidatePair, type CandidatePairs, type MentionKey } from './candidate-pairs.js';
import { toldAbout, toldOf, type ToldRow } from './told-store.js';

/** A side with what its country may be asked for. */
export interface LoadedSide extends ReviewSide {
  /** Role of the person who gave its last answer. */
  readonly reviewer: Reviewer | null;
}

/** A match with everything that decides who is told what. */
export interface LoadedReview extends Review {
  readonly sides: readonly [LoadedSide, LoadedSide];
  /** `null`: no candidate now. */
  readonly pair: CandidatePair | null;
}

type Pair = readonly [MentionKey, MentionKey];

/** The matches of these mentions: those that they are candidates for, and those that anybody was told about. */
export async function loadReviews(
  tx: Transaction,
  candidates: CandidatePairs,
  mentions: readonly MentionKey[],
): Promise<LoadedReview[]> {
  const found = await candidates.touching(tx, mentions);
  const pairs = new Map<string, Pair>();
  for (const { own, other, matchRef } of await toldAbout(tx, mentions)) pairs.set(matchRef, [own, other]);
  const current = new Map<string, CandidatePair>();
  for (const pair of found) {
    const matchRef = matchRefOf(pair.a.mentionRef, pair.b.mentionRef);
    if (!pairs.has(matchRef)) pairs.set(matchRef, [pair.a, pair.b]);
    if (isSame(pairs.get(matchRef), pair)) current.set(matchRef, pair);
  }
  if (pairs.size === 0) return [];
  const sides = await loadSides(tx, pairs);
  const reviews = [...pairs].map(([matchRef, [a, b]]): Omit<LoadedReview, 'contested'> => {
    const pair = current.get(matchRef) ?? null;
    return { matchRef, candidate: pair !== null, pair, sides: [sides(matchRef, a), sides(matchRef, b)] };
  });
  const agreed = reviews.filter(({ sides: both }) => both.every(({ said }) => said === 'SAME'));
  const contested = await contestedAmong(tx, agreed);
  return reviews.map((review) => ({ ...review, contested: contested.has(review.matchRef) }));
}

/** Those whose two mentions stand in one chain of SAME that an owner contradicts. */
async function contestedAmong(
  tx: Transaction,
  reviews: readonly Pick<LoadedReview, 'matchRef' | 'sides'>[],
): Promise<Set<string>> {
  if (reviews.length === 0) return new Set();
  const rows = await tx.rows<{ matchRef: string }>(CONTESTED, [
    reviews.map(({ matchRef }) => matchRef),
    ...[0, 1].flatMap((side) => [
      reviews.map(({ sides }) => sides[side]?.source),
      reviews.map(({ sides }) => sides[side]?.mentionRef),
    ]),
  ]);
  return new Set(rows.map(({ matchRef }) => matchRef));
}

/** Two countries may have used one reference: the match is of the pair that it was first told about. */
function isSame(known: Pair | undefined, { a, b }: CandidatePair): boolean {
  const names = known?.map(nameOf) ?? [];
  return names.includes(nameOf(a)) && names.includes(nameOf(b));
}

interface SideRow extends MentionKey {
  readonly matchRef: string;
  readonly reportedMonth: string | null;
  readonly said: MatchDecision | null;
  readonly reviewer: Reviewer | null;
}

async function loadSides(tx: Transaction, pairs: ReadonlyMap<string, Pair>) {
  const asked = [...pairs].flatMap(([matchRef, pair]) => pair.map((mention) => ({ matchRef, ...mention })));
  const rows = await tx.rows<SideRow>(SIDES, [
    asked.map(({ matchRef }) => matchRef),
    asked.map(({ source }) => source),
    asked.map(({ mentionRef }) => mentionRef),
  ]);
  const known = new Map(rows.map((row) => [`${row.matchRef} ${nameOf(row)}`, row]));
  const told = toldBy(await toldOf(tx, [...pairs.keys()]));
  return (matchRef: string, mention: MentionKey): LoadedSide => {
    const row = known.get(`${matchRef} ${nameOf(mention)}`);
    const { source, mentionRef } = mention;
    const month = row?.reportedMonth ?? null;
    return {
      ...{ source, mentionRef, standing: month !== null, reportedMonth: month ?? '' },
      ...{ said: row?.said ?? null, reviewer: row?.reviewer ?? null },
      told: told.get(`${matchRef} ${nameOf(mention)}`)?.told ?? null,
    };
  };
}

function toldBy(rows: readonly ToldRow[]): Map<string, ToldRow> {
  return new Map(rows.map((row) => [`${row.matchRef} ${nameOf(row.own)}`, row]));
}

const CONTESTED = `
  SELECT asked.match_ref AS "matchRef"
    FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::uuid[])
         AS asked (match_ref, source, mention_ref, other_source, other_ref)
    JOIN linkage.mention AS one USING (source, mention_ref)
    JOIN linkage.mention AS other ON other.source = asked.other_source AND other.mention_ref = asked.other_ref
    JOIN linkage.contested ON contested.chain @> ARRAY[one.id, other.id]`;

const SIDES = `
  SELECT asked.match_ref AS "matchRef", asked.source, asked.mention_ref AS "mentionRef",
         CASE WHEN mention.active THEN mention.reported_month END AS "reportedMonth",
         decision.verdict AS said, contact.reviewer
    FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS asked (match_ref, source, mention_ref)
    LEFT JOIN linkage.mention AS mention USING (source, mention_ref)
    LEFT JOIN linkage.decision AS decision USING (source, mention_ref, match_ref)
    LEFT JOIN review.contact AS contact ON contact.country = asked.source AND contact.match_ref = asked.match_ref`;
