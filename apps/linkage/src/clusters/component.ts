import type { ClusterMention } from '#linkage';
import type { Transaction } from '#persistence';

export interface StoredDecision {
  readonly matchRef: string;
  readonly verdict: 'SAME' | 'DIFFERENT';
}

/** A mention with everything that decides where it belongs besides its pairs, and where it belonged so far. */
export interface ComponentMention extends ClusterMention {
  readonly id: number;
  readonly clusterRef: string | null;
  readonly decisions: readonly StoredDecision[];
}

interface Row {
  readonly id: number;
  readonly source: string;
  readonly mention_ref: string;
  readonly reported_month: string;
  readonly dedup_scope: ClusterMention['dedupScope'];
  readonly cluster_ref: string | null;
}

/** Reads active mentions. */
export async function loadMentions(tx: Transaction, ids: readonly number[]): Promise<Map<number, ComponentMention>> {
  const rows = await tx.rows<Row>(MENTIONS, [ids]);
  const decisions = new Map<number, StoredDecision[]>();
  for (const { id, matchRef, verdict } of await tx.rows<StoredDecision & { id: number }>(DECISIONS, [ids])) {
    decisions.set(id, [...(decisions.get(id) ?? []), { matchRef, verdict }]);
  }
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...{ id: row.id, source: row.source, mentionRef: row.mention_ref, reportedMonth: row.reported_month },
        ...{ dedupScope: row.dedup_scope, clusterRef: row.cluster_ref, decisions: decisions.get(row.id) ?? [] },
      },
    ]),
  );
}

const MENTIONS = `
  SELECT mention.id, mention.source, mention.mention_ref, mention.reported_month, mention.dedup_scope, member.cluster_ref
    FROM linkage.mention LEFT JOIN linkage.member ON member.mention_id = mention.id
   WHERE mention.id = ANY($1::integer[]) AND mention.active`;

const DECISIONS = `
  SELECT mention.id, decision.match_ref AS "matchRef", decision.verdict
    FROM linkage.mention JOIN linkage.decision USING (source, mention_ref)
   WHERE mention.id = ANY($1::integer[]) AND decision.verdict IN ('SAME', 'DIFFERENT')`;
