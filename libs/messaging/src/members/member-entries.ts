import type { DataSource } from 'typeorm';
import type { Transaction } from '#persistence';
import type { MembersEntry, MembersView } from '#security';
import type { AcceptedEvent } from '../accepted-event.js';

/** Name of the members log in the contract. */
export const MEMBERS_TOPIC = 'regional.members';

interface Row {
  readonly offset: string;
  readonly type: string;
  readonly brokerTime: Date;
  readonly data: unknown;
}

/** Stores accepted entries of the members log; handler of its chunks. */
export async function storeEntries(events: readonly AcceptedEvent[], tx: Transaction): Promise<void> {
  if (events.length === 0) return;
  await tx.run(
    `INSERT INTO messaging.member_entry (record_offset, type, broker_time, data)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::jsonb[])`,
    [
      events.map((e) => e.position.offset.toString()),
      events.map((e) => e.type),
      events.map((e) => e.brokerTime.toISOString()),
      events.map((e) => JSON.stringify(e.data)),
    ],
  );
}

/**
 * Brings a view up to what is stored. The offset is read first: an entry committed in between is read with the next
 * call, and the view never claims to know more than it holds.
 */
export async function refreshView(dataSource: DataSource, group: string, view: MembersView): Promise<void> {
  const streams = await dataSource.query<{ next: string }[]>(
    'SELECT next_offset AS next FROM messaging.stream WHERE consumer_group = $1 AND topic = $2',
    [group, MEMBERS_TOPIC],
  );
  const next = BigInt(streams[0]?.next ?? 0);
  if (next <= view.nextOffset) return;
  const rows = await dataSource.query<Row[]>(
    `SELECT record_offset AS "offset", type, broker_time AS "brokerTime", data FROM messaging.member_entry
      WHERE record_offset >= $1 AND record_offset < $2 ORDER BY record_offset`,
    [view.nextOffset.toString(), next.toString()],
  );
  for (const row of rows) view.apply(entry(row));
  view.skipTo(next);
}

function entry({ offset, type, brokerTime, data }: Row): MembersEntry {
  return { type, data, brokerTime, position: { topic: MEMBERS_TOPIC, partition: 0, offset: BigInt(offset) } };
}
