import type { LinkableMention } from '#linkage';
import type { Transaction } from '#persistence';

export interface StoredDecision {
  readonly matchRef: string;
  readonly verdict: 'SAME' | 'DIFFERENT';
}

/** A mention with everything that decides where it belongs, and where it belonged so far. */
export interface ComponentMention extends LinkableMention {
  readonly id: string;
  readonly decisions: readonly StoredDecision[];
}

/** Mentions that keys or decisions may connect, complete: whatever is or was connected with one of them is among them. */
export interface Component {
  readonly mentions: readonly ComponentMention[];
  /** Of these and of mentions among the seeds that have been retracted. */
  readonly clusterRefs: readonly string[];
}

interface MentionRow {
  readonly id: string;
  readonly source: string;
  readonly mention_ref: string;
  readonly reported_month: string | null;
  readonly cluster_ref: string | null;
}

/** Loads what is connected with the seeds. Retracted seeds have no keys any more and only name their old cluster. */
export async function loadComponent(tx: Transaction, seeds: readonly string[]): Promise<Component> {
  const rows = await tx.rows<MentionRow>(REACHED, [seeds]);
  const ids = rows.filter((row) => row.reported_month !== null).map((row) => row.id);
  const keys = grouped(await tx.rows<{ id: string; key: string; rule: number }>(KEYS, [ids]), ({ key, rule }) => ({
    key,
    rule,
  }));
  const decisions = grouped(
    await tx.rows<{ id: string; match_ref: string; verdict: 'SAME' | 'DIFFERENT' }>(DECISIONS, [ids]),
    ({ match_ref: matchRef, verdict }) => ({ matchRef, verdict }),
  );
  const mentions = rows.flatMap(({ id, source, mention_ref: mentionRef, reported_month: reportedMonth }) =>
    reportedMonth === null
      ? []
      : [{ id, source, mentionRef, reportedMonth, keys: keys.get(id) ?? [], decisions: decisions.get(id) ?? [] }],
  );
  return { mentions, clusterRefs: [...new Set(rows.flatMap((row) => row.cluster_ref ?? []))] };
}

function grouped<R extends { id: string }, V>(rows: readonly R[], valueOf: (row: R) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const row of rows) {
    const group = groups.get(row.id);
    if (group) group.push(valueOf(row));
    else groups.set(row.id, [valueOf(row)]);
  }
  return groups;
}

/**
 * Over shared keys and over pairs on which both owners said SAME. Over former clusters too: whoever was tied to a mention
 * that is retracted now, or by a decision that was taken back, must find a new place.
 */
const REACHED = `
  WITH RECURSIVE reached (id) AS (
    SELECT unnest($1::bigint[])
     UNION
    SELECT next.id
      FROM reached
     CROSS JOIN LATERAL (
       SELECT other.mention_id AS id
         FROM linkage.mention_key AS own
         JOIN linkage.mention_key AS other ON other.key = own.key AND NOT other.crowded
        WHERE own.mention_id = reached.id AND NOT own.crowded
        UNION ALL
       SELECT partner.id
         FROM linkage.mention AS self
         JOIN linkage.decision AS own
           ON own.source = self.source AND own.mention_ref = self.mention_ref AND own.verdict = 'SAME'
         JOIN linkage.decision AS answer ON answer.match_ref = own.match_ref AND answer.verdict = 'SAME'
         JOIN linkage.mention AS partner
           ON partner.source = answer.source AND partner.mention_ref = answer.mention_ref AND partner.active
        WHERE self.id = reached.id
        UNION ALL
       SELECT mate.mention_id
         FROM linkage.member AS own JOIN linkage.member AS mate ON mate.cluster_ref = own.cluster_ref
        WHERE own.mention_id = reached.id
     ) AS next
  )
  SELECT mention.id, mention.source, mention.mention_ref, mention.reported_month, member.cluster_ref
    FROM reached JOIN linkage.mention USING (id) LEFT JOIN linkage.member ON member.mention_id = mention.id`;

const KEYS = `
  SELECT mention_id AS id, key, rule FROM linkage.mention_key WHERE mention_id = ANY($1::bigint[]) AND NOT crowded`;

const DECISIONS = `
  SELECT mention.id, decision.match_ref, decision.verdict
    FROM linkage.mention JOIN linkage.decision USING (source, mention_ref)
   WHERE mention.id = ANY($1::bigint[]) AND decision.verdict IN ('SAME', 'DIFFERENT')`;
