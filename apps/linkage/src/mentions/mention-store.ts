import { createHash } from 'node:crypto';
import type { DedupScope } from '#contracts';
import { byteaArray, type Transaction } from '#persistence';
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

/**
 * Stores the revisions that are newer than what is known and gives them; the others change nothing. Needs no lock but that of the
 * stream: all revisions of a mention come in one.
 */
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
  if (id === undefined) throw new Error('A mention was not stored although its stream is locked.');
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

async function write(tx: Transaction, rows: readonly Row[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const stored = await tx.rows<{ id: number; source: string; mention_ref: string }>(UPSERT, [
    rows.map(({ source }) => source),
    rows.map(({ mentionRef }) => mentionRef),
    rows.map(({ version }) => version),
    rows.map(({ reportedMonth }) => reportedMonth),
    rows.map(({ dedupScope }) => dedupScope),
    byteaArray(rows.map(({ encoding }) => encoding?.bytes ?? null)),
    byteaArray(rows.map(({ encoding }) => (encoding === null ? null : digestOf(encoding.bytes)))),
  ]);
  return new Map(stored.map(({ id, source, mention_ref }) => [keyOf(source, mention_ref), id]));
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

const KNOWN = `
  SELECT source, mention_ref, version, encoding
    FROM unnest($1::text[], $2::uuid[]) AS asked (source, mention_ref) JOIN linkage.mention USING (source, mention_ref)`;

/** The condition repeats what was found out before: nobody else can have stored a newer revision meanwhile. */
const UPSERT = `
  INSERT INTO linkage.mention AS known (source, mention_ref, version, active, reported_month, dedup_scope, encoding, digest)
  SELECT source, mention_ref, version, month IS NOT NULL, month, scope, encoding, digest
    FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::bytea[], $7::bytea[])
      AS revision (source, mention_ref, version, month, scope, encoding, digest)
      ON CONFLICT (source, mention_ref) DO UPDATE
     SET version = excluded.version, active = excluded.active, reported_month = excluded.reported_month,
         dedup_scope = excluded.dedup_scope, encoding = excluded.encoding,
         digest = excluded.digest
   WHERE known.version < excluded.version OR known.version = excluded.version AND known.active AND NOT excluded.active
  RETURNING id, source, mention_ref`;
