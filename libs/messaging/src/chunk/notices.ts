import { randomUUID } from 'node:crypto';
import { DeliveryProblem, isCountryCode, RecordQuarantined, topicOf, type CountryCode } from '#contracts';
import type { Transaction } from '#persistence';
import type { OutboxPort, OutgoingEvent } from '../accepted-event.js';
import type { Refusal } from '../arrival/arrived-event.js';
import type { Stream } from './stream.js';
import { firstUntold, markTold } from './untold-problems.js';

/** How a service tells others what it refused. Only the two regional services do; a national one has no topic for it. */
export interface Notices {
  readonly outbox: OutboxPort;
  readonly reporter: 'AGGREGATOR' | 'LINKAGE';
  /** Least time between two notices to one sender, milliseconds. */
  readonly intervalMs: number;
  readonly now: () => Date;
}

/** Puts one `record.quarantined` for each refusal into the operators' topic. */
export async function reportQuarantined(
  tx: Transaction,
  notices: Notices,
  stream: Stream,
  refusals: readonly Refusal[],
): Promise<void> {
  const [sender] = stream.topic.writers;
  if (refusals.length === 0 || sender === undefined) return;
  const events = refusals.map((refusal) => ({
    ...envelope(notices, 'quarantine', RecordQuarantined.type),
    data: {
      consumer: notices.reporter,
      position: { topic: stream.topic.name, partition: stream.partition, offset: refusal.offset.toString() },
      digest: refusal.digest.toString('hex'),
      reason: refusal.reason,
      sender,
    },
  }));
  await notices.outbox.add(tx, events);
}

/** The country that answers for a topic's records; undefined where a regional service does. */
export function countryOf(stream: Pick<Stream, 'topic'>): CountryCode | undefined {
  const [writer, ...others] = stream.topic.writers;
  return writer !== undefined && others.length === 0 && isCountryCode(writer) ? writer : undefined;
}

/**
 * Tells a country of one problem that it has not been told of, if the last notice to it is long enough ago: first of
 * subjects that wait for a version (each once, it must send it again), then of refused records (of all at once).
 * Last statement of a transaction: it locks the country's row.
 */
export async function tellSender(tx: Transaction, notices: Notices, country: CountryCode): Promise<boolean> {
  const problem = await firstUntold(tx, country);
  if (problem === undefined || !(await mayTell(tx, country, notices.intervalMs))) return false;
  await markTold(tx, country, problem);
  const { stream: _, ...data } = problem;
  const event = envelope(notices, topicOf(country, 'inbox'), DeliveryProblem.type);
  await notices.outbox.add(tx, [{ ...event, data }]);
  return true;
}

async function mayTell(tx: Transaction, country: CountryCode, intervalMs: number): Promise<boolean> {
  const claimed = await tx.rows(
    `INSERT INTO messaging.notice AS n (sender, told_at) VALUES ($1, clock_timestamp())
     ON CONFLICT (sender) DO UPDATE SET told_at = excluded.told_at
       WHERE n.told_at <= excluded.told_at - make_interval(secs => $2::float8 / 1000)
     RETURNING 1 AS claimed`,
    [country, intervalMs],
  );
  return claimed.length > 0;
}

const MINUTE_MS = 60_000;

function envelope(notices: Notices, topic: string, type: string): Omit<OutgoingEvent, 'data'> {
  const minute = new Date(Math.floor(notices.now().getTime() / MINUTE_MS) * MINUTE_MS);
  // Each notice is a subject of its own: it has no history, and a rebuilt store could not continue one.
  return { topic, type, subject: randomUUID(), time: minute.toISOString() };
}
