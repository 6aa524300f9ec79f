import { EXACT_RULES, textOfSharedTags } from '#linkage';
import type { Transaction } from '#persistence';
import type { CandidatePair, CandidatePairs, MentionKey } from './candidate-pairs.js';

interface Row {
  readonly source: string;
  readonly mention_ref: string;
  readonly other_source: string;
  readonly other_ref: string;
  readonly rules: number[];
}

/** Candidates of the exact engine: mentions of two countries that share a key. */
export class ExactCandidates implements CandidatePairs {
  async touching(tx: Transaction, mentions: readonly MentionKey[]): Promise<CandidatePair[]> {
    const rows = await tx.rows<Row>(TOUCHING, [
      mentions.map(({ source }) => source),
      mentions.map(({ mentionRef }) => mentionRef),
    ]);
    return rows.map((row) => ({
      a: { source: row.source, mentionRef: row.mention_ref },
      b: { source: row.other_source, mentionRef: row.other_ref },
      text: textOfSharedTags(row.rules.flatMap((rule) => EXACT_RULES[rule] ?? [])),
      strength: -Math.min(...row.rules),
    }));
  }
}

const TOUCHING = `
  SELECT self.source, self.mention_ref, other.source AS other_source, other.mention_ref AS other_ref,
         array_agg(DISTINCT own.rule ORDER BY own.rule) AS rules
    FROM unnest($1::text[], $2::uuid[]) AS touched (source, mention_ref)
    JOIN linkage.mention AS self USING (source, mention_ref)
    JOIN linkage.mention_key AS own ON own.mention_id = self.id AND NOT own.crowded
    JOIN linkage.mention_key AS held ON held.key = own.key AND NOT held.crowded AND held.source <> own.source
    JOIN linkage.mention AS other ON other.id = held.mention_id
   WHERE self.active AND other.active
   GROUP BY 1, 2, 3, 4`;
