import { byteaArray, integerArray, type Transaction } from '#persistence';
import { headOf, type HeldVariant } from './encoding.js';

/** Someone who shares one tag with a mention, a tag beside which no segments stand. */
export interface LoneMeeting {
  readonly other: number;
  /** The mention's own variant. */
  readonly alone: HeldVariant;
}

/** Place of the meeting, four bytes; the segment follows. */
const HEAD_BYTES = 4;

/** The others' segments under the shared tags, out of their encodings. None is there of an encoding that does not hold the tag. */
export async function loneSegments(tx: Transaction, meetings: readonly LoneMeeting[]): Promise<Map<object, Buffer>> {
  const segments = new Map<object, Buffer>();
  if (meetings.length === 0) return segments;
  const [row] = await tx.rows<{ all: Buffer | null }>(SEGMENTS, [
    integerArray(meetings.map(({ other }) => other)),
    byteaArray(meetings.map(({ alone }) => headOf(alone))),
  ]);
  const all = row?.all ?? Buffer.alloc(0);
  for (let at = 0; at < all.length;) {
    const meeting = meetings[all.readInt32BE(at) - 1];
    if (meeting === undefined) throw new Error('A segment came back that was not asked for.');
    const start = at + HEAD_BYTES;
    at = start + (meeting.alone.segment?.length ?? 0);
    segments.set(meeting, all.subarray(start, at));
  }
  return segments;
}

/**
 * An encoding has its variants one behind the other: epoch, variant, length of the segment and tag, which are equal for whoever shares
 * the tag, then the segment; see encoding.ts. OFFSET 0 keeps the look-up an index scan a mention, however many are asked for.
 */
const SEGMENTS = `
  SELECT string_agg(int4send(asked.place::integer) || substr(found.encoding, found.at + length(asked.head), get_byte(asked.head, 3)),
                    ''::bytea) AS all
    FROM unnest($1::integer[], $2::bytea[]) WITH ORDINALITY AS asked (id, head, place)
   CROSS JOIN LATERAL (
     SELECT encoding, position(asked.head IN encoding) AS at FROM linkage.mention WHERE id = asked.id AND active OFFSET 0
   ) AS found
   WHERE found.at > 0`;
