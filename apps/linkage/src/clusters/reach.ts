import type { Transaction } from '#persistence';

/**
 * Everybody who can be reached from the seeds, seeds included: over shared keys, over pairs on which both owners said SAME,
 * and over former clusters, because whoever was tied to a mention that is retracted now, or by a decision that was taken
 * back, must find a new place.
 *
 * Goes round by round and not in one recursive statement: for a recursion PostgreSQL plans without knowing how many rows
 * a round has, which took minutes on tables that had just been filled. Former clusters make long chains short.
 */
export async function reach(tx: Transaction, seeds: readonly string[]): Promise<string[]> {
  const reached = new Set(seeds);
  for (let front = [...reached]; front.length > 0;) {
    const neighbours = await tx.rows<{ id: string }>(NEIGHBOURS, [front]);
    front = neighbours.map(({ id }) => id).filter((id) => !reached.has(id));
    for (const id of front) reached.add(id);
  }
  return [...reached];
}

const NEIGHBOURS = `
  SELECT other.mention_id AS id
    FROM linkage.mention_key AS own
    JOIN linkage.mention_key AS other ON other.key = own.key AND NOT other.crowded
   WHERE own.mention_id = ANY($1::bigint[]) AND NOT own.crowded
   UNION
  SELECT partner.id
    FROM linkage.mention AS self
    JOIN linkage.decision AS own
      ON own.source = self.source AND own.mention_ref = self.mention_ref AND own.verdict = 'SAME'
    JOIN linkage.decision AS answer ON answer.match_ref = own.match_ref AND answer.verdict = 'SAME'
    JOIN linkage.mention AS partner
      ON partner.source = answer.source AND partner.mention_ref = answer.mention_ref AND partner.active
   WHERE self.id = ANY($1::bigint[])
   UNION
  SELECT mate.mention_id
    FROM linkage.member AS own JOIN linkage.member AS mate USING (cluster_ref)
   WHERE own.mention_id = ANY($1::bigint[])`;
