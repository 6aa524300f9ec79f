import type { LinkableMention } from '#linkage';
import type { Transaction } from '#persistence';
import { reach } from './reach.js';

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
  const rows = await tx.rows<MentionRow>(MENTIONS, [await reach(tx, seeds)]);
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

const MENTIONS = `
  SELECT mention.id, mention.source, mention.mention_ref, mention.reported_month, member.cluster_ref
    FROM linkage.mention LEFT JOIN linkage.member ON member.mention_id = mention.id
   WHERE mention.id = ANY($1::bigint[])`;

const KEYS = `
  SELECT mention_id AS id, key, rule FROM linkage.mention_key WHERE mention_id = ANY($1::bigint[]) AND NOT crowded`;

const DECISIONS = `
  SELECT mention.id, decision.match_ref, decision.verdict
    FROM linkage.mention JOIN linkage.decision USING (source, mention_ref)
   WHERE mention.id = ANY($1::bigint[]) AND decision.verdict IN ('SAME', 'DIFFERENT')`;
