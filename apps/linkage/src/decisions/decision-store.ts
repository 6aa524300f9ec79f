import type { Transaction } from '#persistence';
import type { MatchDecision } from '../clusters/linkage-engine.js';

/** Stores the newer decisions and gives the mentions they are about, those that are here already. */
export async function storeDecisions(tx: Transaction, decisions: readonly MatchDecision[]): Promise<number[]> {
  const latest = latestOf(decisions);
  const rows = await tx.rows<{ id: number }>(UPSERT, [
    latest.map(({ source }) => source),
    latest.map(({ mentionRef }) => mentionRef),
    latest.map(({ matchRef }) => matchRef),
    latest.map(({ version }) => version),
    latest.map(({ verdict }) => verdict),
    VERDICTS,
  ]);
  return rows.map(({ id }) => id);
}

function latestOf(decisions: readonly MatchDecision[]): MatchDecision[] {
  const latest = new Map<string, MatchDecision>();
  for (const decision of decisions) {
    const key = `${decision.source}\n${decision.mentionRef}\n${decision.matchRef}`;
    const known = latest.get(key);
    if (known === undefined || supersedes(decision, known)) latest.set(key, decision);
  }
  return [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, decision]) => decision);
}

/** From the boldest to the most cautious. */
const VERDICTS = ['SAME', 'UNSURE', 'DIFFERENT'];

/** Versions are counted for the event's subject: should two subjects speak of one pair, the more cautious one counts. */
function supersedes(a: MatchDecision, b: MatchDecision): boolean {
  const caution = VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict);
  return a.version > b.version || (a.version === b.version && caution > 0);
}

const UPSERT = `
  WITH stored AS (
    INSERT INTO linkage.decision AS known (source, mention_ref, match_ref, version, verdict)
    SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[])
        ON CONFLICT (source, mention_ref, match_ref) DO UPDATE
       SET version = excluded.version, verdict = excluded.verdict
     WHERE known.version < excluded.version
        OR (known.version = excluded.version
            AND array_position($6::text[], known.verdict) < array_position($6::text[], excluded.verdict))
    RETURNING source, mention_ref
  )
  SELECT DISTINCT mention.id FROM stored JOIN linkage.mention USING (source, mention_ref) WHERE mention.active`;
