import type { MatchBasis, MatchDecision, Reviewer } from '#contracts';
import type { Transaction } from '#persistence';
import type { Answer, Review } from './review.js';

interface Row extends Omit<Review, 'answer' | 'contact'> {
  readonly decision: MatchDecision | null;
  readonly basis: MatchBasis | null;
  readonly reviewer: Reviewer | null;
  readonly contactCountry: string | null;
  readonly contactReviewer: Reviewer | null;
}

/** One page of a list. */
export const PAGE = 100;

/** An organisation's reviews, by reference, after the given one; of one record where it is named. */
export async function reviewsOf(
  tx: Transaction,
  organisation: string,
  { after = NIL, recordId = null }: { after?: string; recordId?: string | null },
): Promise<Review[]> {
  const sql = `${SELECT} AND proposal.match_ref > $2::uuid AND ($3::text IS NULL OR episode.record_id = $3)
                ORDER BY proposal.match_ref LIMIT ${PAGE}`;
  return (await tx.rows<Row>(sql, [organisation, after, recordId])).map(reviewOf);
}

/** Undefined for a review of another organisation as for one that is not there. */
export async function reviewOfOrganisation(
  tx: Transaction,
  organisation: string,
  matchRef: string,
  { lock = false } = {},
): Promise<Review | undefined> {
  const sql = `${SELECT} AND proposal.match_ref = $2::uuid ${lock ? 'FOR UPDATE OF proposal' : ''}`;
  const [row] = await tx.rows<Row>(sql, [organisation, matchRef]);
  return row === undefined ? undefined : reviewOf(row);
}

export async function mentionOf(tx: Transaction, matchRef: string): Promise<string | undefined> {
  const sql = 'SELECT mention_ref AS ref FROM review.proposal WHERE match_ref = $1::uuid';
  return (await tx.rows<{ ref: string }>(sql, [matchRef]))[0]?.ref;
}

/** Puts an answer into the place of the former one and notes who gave it. */
export async function storeAnswer(
  tx: Transaction,
  matchRef: string,
  answer: Answer,
  by: { readonly caller: string; readonly organisation: string },
): Promise<void> {
  const { decision, basis, reviewer } = answer;
  await tx.run(
    `UPDATE review.proposal SET decision = $2, basis = $3, reviewer = $4, answered_at = now() WHERE match_ref = $1::uuid`,
    [matchRef, decision, basis, reviewer],
  );
  await tx.run(
    `INSERT INTO review.entry (match_ref, kind, decision, basis, reviewer, caller, organisation)
     VALUES ($1::uuid, 'ANSWERED', $2, $3, $4, $5, $6)`,
    [matchRef, decision, basis, reviewer, by.caller, by.organisation],
  );
}

function reviewOf({ decision, basis, reviewer, contactCountry, contactReviewer, ...row }: Row): Review {
  const answered = decision !== null && basis !== null && reviewer !== null;
  const known = contactCountry !== null && contactReviewer !== null;
  return {
    ...row,
    answer: answered ? { decision, basis, reviewer } : null,
    contact: known ? { country: contactCountry, reviewer: contactReviewer } : null,
  };
}

const NIL = '00000000-0000-0000-0000-000000000000';

/** The organisation is part of the query, never a filter afterwards. A voided or erased case has no reviews. */
const SELECT = `
  SELECT proposal.match_ref AS "matchRef", episode.record_id AS "recordId", proposal.bands, proposal.explanation,
         proposal.lookalike, proposal.outcome, proposal.decision, proposal.basis, proposal.reviewer,
         proposal.contact_country AS "contactCountry", proposal.contact_reviewer AS "contactReviewer",
         to_char(proposal.told_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "toldOn",
         coalesce(publication.mention_ref = proposal.mention_ref AND publication.mention_digest IS NOT NULL, false) AS standing
    FROM review.proposal
    JOIN register.episode AS episode ON episode.case_ref = proposal.case_ref
    LEFT JOIN anonymisation.publication AS publication ON publication.case_ref = proposal.case_ref
   WHERE episode.organisation = $1 AND episode.status = 'OPEN'`;
