import type { Transaction } from '#persistence';
import type { AcceptedEvent } from '../accepted-event.js';
import type { ArrivedEvent } from '../arrival/arrived-event.js';

interface Attributes {
  readonly type: string;
  readonly time: string;
  readonly anonymizationprofile?: string;
  readonly policyversion?: string;
}

interface ParkedRow {
  readonly offset: string;
  readonly source: string;
  readonly subject: string;
  readonly version: number;
  readonly id: string;
  readonly digest: Buffer;
  readonly brokerTime: Date;
  readonly attributes: Attributes;
  readonly payload: Buffer;
}

/**
 * Keeps verified events until the version before them comes. `told`: nobody is to be told of them (a rebuild). Later
 * events of a subject whose gap is known to its sender need no second notice.
 */
export async function park(
  tx: Transaction,
  stream: number,
  events: readonly ArrivedEvent[],
  told: boolean,
): Promise<void> {
  if (events.length === 0) return;
  await tx.run(
    `INSERT INTO messaging.parked
       (stream, record_offset, source, subject, version, id, digest, broker_time, attributes, payload, told)
     SELECT $1, e.*, $11 OR EXISTS (SELECT 1 FROM messaging.parked p
                                     WHERE p.stream = $1 AND p.subject = e.subject AND p.source = e.source AND p.told)
       FROM unnest($2::bigint[], $3::text[], $4::uuid[], $5::int[], $6::uuid[], $7::bytea[],
        $8::timestamptz[], $9::jsonb[], $10::bytea[])
         AS e (record_offset, source, subject, version, id, digest, broker_time, attributes, payload)`,
    [
      stream,
      events.map((e) => e.position.offset.toString()),
      events.map((e) => e.source),
      events.map((e) => e.subject),
      events.map((e) => e.version),
      events.map((e) => e.id),
      events.map((e) => e.digest),
      events.map((e) => e.brokerTime.toISOString()),
      events.map((e) => JSON.stringify(attributesOf(e))),
      events.map((e) => e.value),
      told,
    ],
  );
}

function attributesOf({ type, time, anonymizationprofile, policyversion }: ArrivedEvent): Attributes {
  return {
    type,
    time,
    ...(anonymizationprofile === undefined ? {} : { anonymizationprofile }),
    ...(policyversion === undefined ? {} : { policyversion }),
  };
}

/** Takes parked events out, by their offsets, as the events that they are. They were verified when they came. */
export async function takeParked(
  tx: Transaction,
  stream: number,
  topic: string,
  partition: number,
  offsets: readonly bigint[],
): Promise<Map<bigint, ArrivedEvent>> {
  if (offsets.length === 0) return new Map();
  const rows = await tx.rows<ParkedRow>(
    `DELETE FROM messaging.parked WHERE stream = $1 AND record_offset = ANY ($2::bigint[])
     RETURNING record_offset AS "offset", source, subject, version, id, digest, broker_time AS "brokerTime",
               attributes, payload`,
    [stream, offsets.map(String)],
  );
  return new Map(rows.map((row) => [BigInt(row.offset), arrived(row, topic, partition)]));
}

function arrived(row: ParkedRow, topic: string, partition: number): ArrivedEvent {
  const { attributes, payload, offset, ...envelope } = row;
  return {
    ...envelope,
    ...attributes,
    data: JSON.parse(payload.toString('utf8')) as unknown,
    value: payload,
    signature: undefined,
    position: { topic, partition, offset: BigInt(offset) } satisfies AcceptedEvent['position'],
  };
}

/**
 * The gap of these subjects has moved: some of what waited was applied, the rest waits for another version, of which
 * their sender has not been told.
 */
export async function gapMoved(
  tx: Transaction,
  stream: number,
  subjects: readonly { readonly source: string; readonly subject: string }[],
): Promise<void> {
  if (subjects.length === 0) return;
  await tx.run(
    `UPDATE messaging.parked p SET told = false FROM unnest($2::text[], $3::uuid[]) AS s (source, subject)
      WHERE p.stream = $1 AND p.source = s.source AND p.subject = s.subject`,
    [stream, subjects.map((s) => s.source), subjects.map((s) => s.subject)],
  );
}
