import type { Transaction } from '#persistence';
import type { MentionKey } from '../reviews/candidate-pairs.js';

/** A pair that an owner holds to be two persons, although a chain of SAME by both owners makes it one. */
export interface Contested {
  readonly pair: readonly [MentionKey, MentionKey];
  /** Everybody whom the chain ties together, the two included. People have to look at them all. */
  readonly chain: readonly MentionKey[];
  /** Answers of the owners about pairs inside of the chain. */
  readonly answers: readonly { readonly source: string; readonly mentionRef: string; readonly verdict: string }[];
}

/** Pairs of one answer at most. */
const MOST = 200;

/** Contradictions among people's decisions. Nothing resolves them but another decision. */
export async function contested(tx: Transaction): Promise<Contested[]> {
  return tx.rows<Contested>(CONTESTED);
}

const KEY = (alias: string) => `json_build_object('source', ${alias}.source, 'mentionRef', ${alias}.mention_ref)`;

const CONTESTED = `
  SELECT json_build_array(${KEY('one')}, ${KEY('other')}) AS pair,
         (SELECT json_agg(${KEY('tied')} ORDER BY tied.mention_ref, tied.source)
            FROM linkage.mention AS tied WHERE tied.id = ANY(contested.chain)) AS chain,
         (SELECT json_agg(json_build_object('source', said.source, 'mentionRef', said.mention_ref, 'verdict', said.verdict)
                          ORDER BY said.mention_ref, said.source, said.match_ref)
            FROM linkage.mention AS tied JOIN linkage.decision AS said USING (source, mention_ref)
           WHERE tied.id = ANY(contested.chain)) AS answers
    FROM linkage.contested
    JOIN linkage.mention AS one ON one.id = contested.lo JOIN linkage.mention AS other ON other.id = contested.hi
   ORDER BY one.mention_ref, other.mention_ref LIMIT ${MOST}`;
