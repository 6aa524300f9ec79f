import { ErasureConfirmed, isCountryCode, topicOf, type ErasureConfirmedData } from '#contracts';
import { versionsAhead, type OutboxPort, type OutgoingEvent } from '#messaging';
import type { Transaction } from '#persistence';
import type { MentionRevision } from '../clusters/linkage-engine.js';

/** Tells a country that nothing is held of a mention that it took back: each mention once. */
export class RetractionReceipts {
  constructor(
    private readonly outbox: OutboxPort,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** In the transaction that removed the encodings. A rebuilt store says the same again, which a country passes over. */
  async give(tx: Transaction, revisions: readonly MentionRevision[]): Promise<void> {
    const inboxes = new Map<string, Set<string>>();
    for (const { source, mentionRef, content } of revisions) {
      if (content !== null || !isCountryCode(source)) continue;
      const inbox = topicOf(source, 'inbox');
      inboxes.set(inbox, (inboxes.get(inbox) ?? new Set()).add(mentionRef));
    }
    for (const [topic, retracted] of inboxes) {
      const published = [...retracted].map((subject) => ({ subject, version: 1 }));
      const untold = await versionsAhead(tx, topic, published);
      await this.outbox.add(
        tx,
        untold.map((subject) => this.receipt(topic, subject)),
      );
    }
  }

  private receipt(topic: string, subject: string): OutgoingEvent {
    const data: ErasureConfirmedData = { holder: 'LINKAGE', scope: 'REGIONAL' };
    // A finer time would tell when the retraction arrived.
    const time = `${this.now().toISOString().slice(0, 10)}T00:00:00Z`;
    return { topic, type: ErasureConfirmed.type, subject, time, data };
  }
}
