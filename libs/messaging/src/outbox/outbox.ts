import { randomUUID } from 'node:crypto';
import type { Transaction } from '#persistence';
import type { OutboxPort, OutgoingEvent } from '../accepted-event.js';
import { OutboxError } from './outbox-error.js';
import { valueOf } from './outgoing-row.js';
import { leaseOf } from './relay-leases.js';
import { Versions } from './versions.js';

/**
 * The sender's outbox: events become true in the same transaction as what they tell of. Versions of a subject are given
 * under a lock on its row, so a later version is committed after every earlier one.
 */
export class Outbox implements OutboxPort {
  private listeners: readonly (() => void)[] = [];

  /** Tells `listener` whenever events that may leave at once have been committed. It must not fail. */
  onCommitted(listener: () => void): void {
    this.listeners = [...this.listeners, listener];
  }

  /**
   * Adds events in their order, in two statements however many they are. The subjects' rows are locked in one order, so
   * concurrent callers wait for each other; callers that add twice in one transaction can still deadlock and are
   * repeated by `retryingTransaction`.
   * @throws OutboxError for an event that is not in the contract
   */
  async add(tx: Transaction, events: readonly OutgoingEvent[]): Promise<void> {
    if (events.length === 0) return;
    const values = events.map(valueOf);
    const versions = await Versions.take(tx, events);
    await tx.run(INSERT, [
      events.map((event) => leaseOf(event.subject)),
      events.map((event) => event.topic),
      events.map((event) => event.subject),
      events.map((event) => versionOf(event, versions)),
      events.map(() => randomUUID()),
      events.map((event) => event.type),
      events.map((event) => event.time),
      values,
      events.map((event) => event.anonymizationprofile ?? null),
      events.map((event) => event.policyversion ?? null),
      events.map((event) => event.notBefore?.toISOString() ?? null),
    ]);
    if (events.some(({ notBefore }) => notBefore === undefined)) {
      tx.afterCommit(() => this.listeners.forEach((listener) => listener()));
    }
  }
}

function versionOf(event: OutgoingEvent, versions: Versions): number {
  const version = versions.next(event);
  if (version > 0) return version;
  throw new OutboxError('tombstone-without-event', `${event.topic}: a tombstone follows the retraction of its subject`);
}

const INSERT = `
  INSERT INTO messaging.outbox
         (lease, topic, subject, version, id, type, time, data, anonymizationprofile, policyversion, urgent, not_before)
  SELECT lease, topic, subject, version, id, type, time, data, anonymizationprofile, policyversion,
         not_before IS NULL, coalesce(not_before, now())
    FROM unnest($1::smallint[], $2::text[], $3::text[], $4::integer[], $5::uuid[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::text[], $11::timestamptz[])
         WITH ORDINALITY
         AS event (lease, topic, subject, version, id, type, time, data, anonymizationprofile, policyversion,
                   not_before, position)
   ORDER BY position`;
