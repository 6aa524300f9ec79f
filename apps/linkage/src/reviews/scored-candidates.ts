import type { PairModel } from '#linkage';
import type { Transaction } from '#persistence';
import { UNLINKING } from '../edges/edge-store.js';
import { variantNames } from '../mentions/encoding.js';
import { ModelShelf } from '../models/model-shelf.js';
import { currentModel } from '../models/model-store.js';
import type { CandidatePair, CandidatePairs, MentionKey } from './candidate-pairs.js';

interface Row {
  readonly source: string;
  readonly mention_ref: string;
  readonly other_source: string;
  readonly other_ref: string;
  readonly mbits: number;
  readonly shared: number;
  readonly levels: Buffer;
}

/** Candidates of the scored engine: edges between two countries in the review band or above, in no conflict. */
export class ScoredCandidates implements CandidatePairs {
  private readonly shelf: ModelShelf;

  constructor(models: PairModel | ModelShelf) {
    this.shelf = models instanceof ModelShelf ? models : new ModelShelf(models);
  }

  async touching(tx: Transaction, mentions: readonly MentionKey[]): Promise<CandidatePair[]> {
    const { model } = await currentModel(tx, this.shelf);
    const rows = await tx.rows<Row>(TOUCHING, [
      mentions.map(({ source }) => source),
      mentions.map(({ mentionRef }) => mentionRef),
      model.thresholds.review,
      UNLINKING,
    ]);
    return rows.map(({ mbits, shared, levels, ...row }) => ({
      a: { source: row.source, mentionRef: row.mention_ref },
      b: { source: row.other_source, mentionRef: row.other_ref },
      text: model.text({ levels, shared: variantNames(shared) }),
      strength: mbits,
    }));
  }
}

/** OFFSET 0 keeps the look-up an index scan a mention. */
const TOUCHING = `
  SELECT self.source, self.mention_ref, other.source AS other_source, other.mention_ref AS other_ref,
         edge.mbits, edge.shared, edge.levels
    FROM unnest($1::text[], $2::uuid[]) AS touched (source, mention_ref)
    JOIN linkage.mention AS self USING (source, mention_ref)
   CROSS JOIN LATERAL (
     SELECT hi AS id, mbits, shared, levels FROM linkage.edge
       JOIN linkage.model ON model.id = edge.model AND model.state = 'CURRENT'
      WHERE lo = self.id AND mbits >= $3::integer AND flags & $4::integer = 0
      UNION ALL
     SELECT lo, mbits, shared, levels FROM linkage.edge
       JOIN linkage.model ON model.id = edge.model AND model.state = 'CURRENT'
      WHERE hi = self.id AND mbits >= $3::integer AND flags & $4::integer = 0
     OFFSET 0
   ) AS edge
    JOIN linkage.mention AS other ON other.id = edge.id AND other.source <> self.source
   WHERE self.active`;
