import { matchRefOf } from '#linkage';
import type { Transaction } from '#persistence';
import type { MentionKey } from '../reviews/candidate-pairs.js';

/** A pair about which one owner said SAME and the other DIFFERENT. DIFFERENT counts, until one of them answers anew. */
export interface Disagreement {
  readonly same: MentionKey;
  readonly different: MentionKey;
}

/** Pairs of one answer at most. */
const MOST = 200;

/** Owners who disagree about one pair, both mentions of which stand. */
export async function disagreements(tx: Transaction): Promise<Disagreement[]> {
  const rows = await tx.rows<Disagreement & { readonly matchRef: string }>(DISAGREEMENTS);
  return rows
    .filter(({ same, different, matchRef }) => matchRefOf(same.mentionRef, different.mentionRef) === matchRef)
    .map(({ same, different }) => ({ same, different }));
}

/** An answer names one mention, of its country, and the question: whoever answers about a foreign pair has said nothing of it. */
const DISAGREEMENTS = `
  SELECT said.match_ref AS "matchRef",
         json_build_object('source', said.source, 'mentionRef', said.mention_ref) AS same,
         json_build_object('source', denied.source, 'mentionRef', denied.mention_ref) AS different
    FROM linkage.decision AS said JOIN linkage.decision AS denied USING (match_ref)
    JOIN linkage.mention AS one ON (one.source, one.mention_ref) = (said.source, said.mention_ref) AND one.active
    JOIN linkage.mention AS other ON (other.source, other.mention_ref) = (denied.source, denied.mention_ref) AND other.active
   WHERE said.verdict = 'SAME' AND denied.verdict = 'DIFFERENT'
   ORDER BY said.mention_ref, denied.mention_ref LIMIT ${MOST}`;
