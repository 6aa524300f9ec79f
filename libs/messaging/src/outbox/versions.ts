import type { Transaction } from '#persistence';
import type { OutgoingEvent } from '../accepted-event.js';

interface Subject {
  readonly topic: string;
  readonly subject: string;
}

/** Versions of the subjects of one call: consecutive from what the database holds, which is locked until the commit. */
export class Versions {
  private constructor(private readonly last: Map<string, number>) {}

  /** Reserves a version for each event with data, and locks the subjects (tombstones' too) in one order. */
  static async take(tx: Transaction, events: readonly OutgoingEvent[]): Promise<Versions> {
    const counts = new Map<string, Subject & { count: number }>();
    for (const { topic, subject, data } of events) {
      const key = keyOf({ topic, subject });
      const entry = counts.get(key) ?? { topic, subject, count: 0 };
      counts.set(key, { ...entry, count: entry.count + (data === null ? 0 : 1) });
    }
    const subjects = [...counts.values()];
    const rows = await tx.rows<Subject & { version: number }>(LOCK, [
      subjects.map((entry) => entry.topic),
      subjects.map((entry) => entry.subject),
      subjects.map((entry) => entry.count),
    ]);
    return new Versions(new Map(rows.map((row) => [keyOf(row), row.version - (counts.get(keyOf(row))?.count ?? 0)])));
  }

  /** The version of the next event of this call; a tombstone repeats the version before it, 0 where there is none. */
  next(event: OutgoingEvent): number {
    const before = this.last.get(keyOf(event)) ?? 0;
    if (event.data === null) return before;
    this.last.set(keyOf(event), before + 1);
    return before + 1;
  }
}

function keyOf({ topic, subject }: Subject): string {
  return `${topic}\n${subject}`;
}

/** Gives each subject's version after the call. */
const LOCK = `
  INSERT INTO messaging.outbox_subject AS known (topic, subject, version)
  SELECT topic, subject, count FROM unnest($1::text[], $2::text[], $3::integer[]) AS added (topic, subject, count)
   ORDER BY topic COLLATE "C", subject COLLATE "C"
      ON CONFLICT (topic, subject) DO UPDATE SET version = known.version + excluded.version
  RETURNING topic, subject, version`;
