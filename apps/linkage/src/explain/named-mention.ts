import { isCountryCode, type MatchDecision } from '#contracts';
import { matchRefOf } from '#linkage';
import { notFound } from '#http';
import type { Transaction } from '#persistence';
import type { MentionKey } from '../reviews/candidate-pairs.js';

/** A mention that stands, as operators name it, with its number in the store. */
export interface NamedMention extends MentionKey {
  readonly id: number;
  readonly clusterRef: string | null;
}

const NAME = /^([A-Z]{2}):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** `KZ:<reference>`. @throws ProblemError 404 */
export function mentionKeyOf(name: string): MentionKey {
  const [, source = '', mentionRef = ''] = NAME.exec(name) ?? [];
  if (!isCountryCode(source)) throw notFound();
  return { source, mentionRef };
}

/** Retracted, unknown and misnamed mentions are one and the same. @throws ProblemError 404 */
export async function namedMentions(tx: Transaction, keys: readonly MentionKey[]): Promise<NamedMention[]> {
  const rows = await tx.rows<NamedMention>(NAMED, [
    keys.map(({ source }) => source),
    keys.map(({ mentionRef }) => mentionRef),
  ]);
  if (rows.length < keys.length) throw notFound();
  return rows;
}

/** What each of the two owners answered last about the pair, in the order given. */
export async function answersAbout(
  tx: Transaction,
  [a, b]: readonly [MentionKey, MentionKey],
): Promise<(MatchDecision | null)[]> {
  const rows = await tx.rows<{ verdict: MatchDecision | null }>(ANSWERS, [
    [a.source, b.source],
    [a.mentionRef, b.mentionRef],
    matchRefOf(a.mentionRef, b.mentionRef),
  ]);
  return rows.map(({ verdict }) => verdict);
}

const NAMED = `
  SELECT mention.id, source, mention_ref AS "mentionRef", member.cluster_ref AS "clusterRef"
    FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS asked (source, mention_ref, place)
    JOIN linkage.mention USING (source, mention_ref) LEFT JOIN linkage.member ON member.mention_id = mention.id
   WHERE mention.active ORDER BY asked.place`;

const ANSWERS = `
  SELECT decision.verdict
    FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS asked (source, mention_ref, place)
    LEFT JOIN linkage.decision
      ON decision.source = asked.source AND decision.mention_ref = asked.mention_ref AND decision.match_ref = $3::uuid
   ORDER BY asked.place`;
