import type { Transaction } from '#persistence';
import type { ArrivedEvent } from '../arrival/arrived-event.js';
import type { KnownEvent, ParkedEvent, Stored } from '../arrival/judge.js';

type Row = KnownEvent & { readonly kind: 'head' | 'id' | 'parked'; readonly offset: string | null };

/** One round trip for a chunk; every part goes through an index, one probe for each subject or id. */
const LOOK_UP = `
  WITH event AS (SELECT * FROM unnest($2::text[], $3::uuid[], $4::uuid[]) AS e (source, subject, id)),
       owner AS (SELECT DISTINCT source, subject FROM event)
  SELECT 'head' AS kind, h.source, h.subject, h.version, h.id, h.digest, NULL::bigint AS "offset"
    FROM owner o CROSS JOIN LATERAL (
      SELECT * FROM messaging.inbox i
       WHERE i.stream = $1 AND i.subject = o.subject AND i.source = o.source
       ORDER BY i.version DESC LIMIT 1) h
  UNION ALL
  SELECT 'id', i.source, i.subject, i.version, i.id, i.digest, NULL
    FROM event e CROSS JOIN LATERAL (
      SELECT * FROM messaging.inbox i
       WHERE i.stream = $1 AND i.id = e.id AND i.source = e.source LIMIT 1) i
  UNION ALL
  SELECT 'parked', p.source, p.subject, p.version, p.id, p.digest, p.record_offset
    FROM owner o JOIN messaging.parked p ON p.stream = $1 AND p.subject = o.subject AND p.source = o.source
  UNION ALL
  SELECT 'parked', p.source, p.subject, p.version, p.id, p.digest, p.record_offset
    FROM event e JOIN messaging.parked p ON p.stream = $1 AND p.id = e.id AND p.source = e.source`;

const OLDER_VERSIONS = `
  SELECT i.source, i.subject, i.version, i.id, i.digest
    FROM unnest($2::text[], $3::uuid[], $4::int[]) AS e (source, subject, version)
    JOIN messaging.inbox i
      ON i.stream = $1 AND i.subject = e.subject AND i.source = e.source AND i.version = e.version`;

/** Reads everything stored that can bear on these events of one stream. One round trip, two where versions repeat. */
export async function lookUp(tx: Transaction, stream: number, events: readonly ArrivedEvent[]): Promise<Stored> {
  if (events.length === 0) return { heads: [], applied: [], parked: [] };
  const rows = await tx.rows<Row>(LOOK_UP, [stream, ...columns(events, ['source', 'subject', 'id'])]);
  const heads = rows.filter((row) => row.kind === 'head');
  const applied = rows.filter((row) => row.kind === 'id');
  const parked = rows.filter((row) => row.kind === 'parked').map(parkedEvent);
  return { heads, applied: [...applied, ...(await olderVersions(tx, stream, events, heads))], parked };
}

/** New events have no older version to look for, so this costs nothing until something is sent again. */
async function olderVersions(
  tx: Transaction,
  stream: number,
  events: readonly ArrivedEvent[],
  heads: readonly KnownEvent[],
): Promise<KnownEvent[]> {
  const head = new Map(heads.map((row) => [row.source + row.subject, row.version]));
  const older = events.filter((event) => event.version < (head.get(event.source + event.subject) ?? 0));
  if (older.length === 0) return [];
  return tx.rows<KnownEvent>(OLDER_VERSIONS, [stream, ...columns(older, ['source', 'subject', 'version'])]);
}

function parkedEvent({ source, subject, version, id, digest, offset }: Row): ParkedEvent {
  return { source, subject, version, id, digest, offset: BigInt(offset ?? 0) };
}

/** Remembers applied events. The caller holds the stream's row, so nobody else writes these keys. */
export async function remember(tx: Transaction, stream: number, events: readonly KnownEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.run(
    `INSERT INTO messaging.inbox (stream, source, subject, version, id, digest)
     SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::int[], $5::uuid[], $6::bytea[])`,
    [stream, ...columns(events, ['source', 'subject', 'version', 'id', 'digest'])],
  );
}

/** Columns instead of rows: one array parameter for each, however many events. */
function columns<T, K extends keyof T>(rows: readonly T[], names: readonly K[]): T[K][][] {
  return names.map((name) => rows.map((row) => row[name]));
}
