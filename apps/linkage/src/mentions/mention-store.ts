import type { Transaction } from '#persistence';
import type { MentionRevision } from '../clusters/linkage-engine.js';

/** A mention whose state the chunk changed. */
export interface TouchedMention {
  readonly id: string;
  readonly source: string;
  readonly revision: MentionRevision;
}

/** Stores the revisions that are newer than what is known and gives them; the others change nothing. */
export async function storeRevisions(
  tx: Transaction,
  revisions: readonly MentionRevision[],
): Promise<TouchedMention[]> {
  const latest = latestOf(revisions);
  const rows = await tx.rows<{ id: string; source: string; mention_ref: string }>(UPSERT, [
    latest.map(({ source }) => source),
    latest.map(({ mentionRef }) => mentionRef),
    latest.map(({ version }) => version),
    latest.map(({ content }) => content !== null),
    latest.map(({ content }) => content?.epoch ?? null),
    latest.map(({ content }) => content?.reportedMonth ?? null),
  ]);
  const byMention = new Map(latest.map((revision) => [keyOf(revision.source, revision.mentionRef), revision]));
  return rows.flatMap(({ id, source, mention_ref: mentionRef }) => {
    const revision = byMention.get(keyOf(source, mentionRef));
    return revision === undefined ? [] : [{ id, source, revision }];
  });
}

/** One revision for each mention, in one order, so that two chunks take row locks alike. */
function latestOf(revisions: readonly MentionRevision[]): MentionRevision[] {
  const latest = new Map<string, MentionRevision>();
  for (const revision of revisions) {
    const key = keyOf(revision.source, revision.mentionRef);
    const known = latest.get(key);
    if (known === undefined || supersedes(revision, known)) latest.set(key, revision);
  }
  return [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, revision]) => revision);
}

/** A tombstone carries the version of the retraction before it, hence the rule for equal versions. */
function supersedes(a: MentionRevision, b: MentionRevision): boolean {
  return a.version > b.version || (a.version === b.version && a.content === null && b.content !== null);
}

const keyOf = (source: string, mentionRef: string) => `${source}\n${mentionRef}`;

const UPSERT = `
  INSERT INTO linkage.mention AS known (source, mention_ref, version, active, epoch, reported_month)
  SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::boolean[], $5::integer[], $6::text[])
      ON CONFLICT (source, mention_ref) DO UPDATE
     SET version = excluded.version, active = excluded.active,
         epoch = excluded.epoch, reported_month = excluded.reported_month
   WHERE known.version < excluded.version
      OR (known.version = excluded.version AND known.active AND NOT excluded.active)
  RETURNING id, source, mention_ref`;
