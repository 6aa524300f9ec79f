import { createHash } from 'node:crypto';
import type { DedupScope } from '#contracts';
import type { Transaction } from '#persistence';
import type { MentionRevision } from '../clusters/linkage-engine.js';
import { packed, StoredEncoding } from './encoding.js';

/** A mention whose state the chunk changed. */
export interface TouchedMention {
  readonly id: number;
  readonly source: string;
  readonly mentionRef: string;
  /** What was stored before; `null`: nothing, or a retraction. */
  readonly before: StoredEncoding | null;
  /** `null`: retracted. */
  readonly now: StoredEncoding | null;
}

interface Row {
  readonly source: string;
  readonly mentionRef: string;
  readonly version: number;
  readonly reportedMonth: string | null;
  readonly dedupScope: DedupScope | null;
  readonly encoding: StoredEncoding | null;
}

interface Known {
  readonly source: string;
  readonly mention_ref: string;
  readonly version: string;
  readonly encoding: Buffer | null;
}

/** Stores the revisions that are newer than what is known and gives them; the others change nothing. Under the lock. */
export async function storeRevisions(
  tx: Transaction,
  revisions: readonly MentionRevision[],
): Promise<TouchedMention[]> {
  const latest = latestOf(revisions);
  const known = new Map(
    (await tx.rows<Known>(KNOWN, [latest.map(({ source }) => source), latest.map(({ mentionRef }) => mentionRef)])).map(
      (row) => [keyOf(row.source, row.mention_ref), row],
    ),
  );
  const rows = latest
    .filter((revision) => isNews(revision, known.get(keyOf(revision.source, revision.mentionRef))))
    .map(rowOf);
  const stored = await write(tx, rows);
  return rows.map((row) => {
    const key = keyOf(row.source, row.mentionRef);
    const before = known.get(key)?.encoding ?? null;
    const { source, mentionRef, encoding: now } = row;
    return { id: idOf(stored, key), source, mentionRef, before: before && new StoredEncoding(before), now };
  });
}

function idOf(stored: ReadonlyMap<string, number>, key: string): number {
  const id = stored.get(key);
  if (id === undefined) throw new Error('A mention was not stored although the store is locked.');
  return id;
}

/** One revision for each mention. */
function latestOf(revisions: readonly MentionRevision[]): MentionRevision[] {
  const latest = new Map<string, MentionRevision>();
  for (const revision of revisions) {
    const key = keyOf(revision.source, revision.mentionRef);
    const known = latest.get(key);
    if (known === undefined || supersedes(revision, known.version, known.content !== null)) latest.set(key, revision);
  }
  return [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, revision]) => revision);
}

/** A tombstone carries the version of the retraction before it, hence the rule for equal versions. */
function supersedes({ version, content }: MentionRevision, known: number, active: boolean): boolean {
  return version > known || (version === known && content === null && active);
}

function isNews(revision: MentionRevision, known: Known | undefined): boolean {
  return known === undefined || supersedes(revision, Number(known.version), known.encoding !== null);
}

const keyOf = (source: string, mentionRef: string) => `${source}\n${mentionRef}`;

function rowOf({ source, mentionRef, version, content }: MentionRevision): Row {
  const { reportedMonth = null, dedupScope = null } = content ?? {};
  const encoding = content === null ? null : new StoredEncoding(packed(content.variants));
  return { source, mentionRef, version, reportedMonth, dedupScope, encoding };
}

/** The encodings travel as one parameter, which the driver sends as it is; an array of them would be made into text. */
async function write(tx: Transaction, rows: readonly Row[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const bytes = rows.map(({ encoding }) => encoding?.bytes ?? Buffer.alloc(0));
  let next = 1;
  const starts = bytes.map(({ length }) => (next += length) - length);
  const stored = await tx.rows<{ id: number; source: string; mention_ref: string }>(UPSERT, [
    rows.map(({ source }) => source),
    rows.map(({ mentionRef }) => mentionRef),
    rows.map(({ version }) => version),
    rows.map(({ reportedMonth }) => reportedMonth),
    rows.map(({ dedupScope }) => dedupScope),
    starts,
    bytes.map(({ length }) => length),
    Buffer.concat(bytes),
    Buffer.concat(rows.map(({ encoding }) => digestOf(encoding?.bytes ?? Buffer.alloc(0)))),
  ]);
  return new Map(stored.map(({ id, source, mention_ref }) => [keyOf(source, mention_ref), id]));
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

const KNOWN = `
  SELECT source, mention_ref, version, encoding
    FROM unnest($1::text[], $2::uuid[]) AS asked (source, mention_ref) JOIN linkage.mention USING (source, mention_ref)`;

const UPSERT = `
  INSERT INTO linkage.mention AS known (source, mention_ref, version, active, reported_month, dedup_scope, encoding, digest)
  SELECT source, mention_ref, version, month IS NOT NULL, month, scope,
         CASE WHEN month IS NOT NULL THEN substr($8::bytea, start, length) END,
         CASE WHEN month IS NOT NULL THEN substr($9::bytea, 32 * place::integer - 31, 32) END
    FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::integer[], $7::integer[])
           WITH ORDINALITY AS revision (source, mention_ref, version, month, scope, start, length, place)
      ON CONFLICT (source, mention_ref) DO UPDATE
     SET version = excluded.version, active = excluded.active, reported_month = excluded.reported_month,
         dedup_scope = excluded.dedup_scope, encoding = excluded.encoding,
         digest = excluded.digest
  RETURNING id, source, mention_ref`;
