import { setTimeout as sleep } from 'node:timers/promises';
import { topicNamed, TOPICS } from '#contracts';
import type { SigningKey } from '#security';
import type { DataSource } from 'typeorm';
import type { KafkaConnection, MessagingLog } from '../kafka/kafka-connection.js';
import { shuffled, withoutSuperseded } from './batch-order.js';
import { markSent, releasedSubjects, unsentRows, type OutboxRow, type ReleasedSubject } from './outbox-rows.js';
import { pendingUpTo, releaseAll } from './outbox-state.js';
import { Publisher } from './publisher.js';
import { dueRepeats, markRepeated, REPEAT_AFTER_MS } from './repeats.js';
import { WakefulPause } from '../wakeful-pause.js';
import { OUTBOX_LEASES, RelayLeases } from './relay-leases.js';
import { errorLabel, TopicBackoff } from './topic-backoff.js';

export interface RelayOptions {
  /** The service's own; the relay keeps one connection of its pool. */
  readonly dataSource: DataSource;
  readonly connection: KafkaConnection;
  readonly signingKey: SigningKey;
  /** `source` of every event; the members log must know the key as this source's. */
  readonly source: string;
  readonly log: MessagingLog;
  /** Milliseconds between looks into an empty outbox; default 200. `nudge` shortens one. */
  readonly pollMs?: number;
  /** Leases to take at most; default all. Fewer let several relays share the work. */
  readonly maxLeases?: number;
  /** When what replaced an earlier record on a compacted topic is repeated, milliseconds; default `REPEAT_AFTER_MS`. */
  readonly repeatAfterMs?: number;
}

/** Subjects shuffled together. With more waiting, those never held for a batch are in the first such group. */
const WAVE_SUBJECTS = 20_000;
const SLICE_SUBJECTS = 500;
/** Milliseconds from the call to look until the look. */
const GATHER_MS = 10;
const COMPACTED = TOPICS.filter((topic) => topic.order === 'compacted').map((topic) => topic.name);
const DATABASE = 'database or brokers';
/** Looks for due repeats in the time after which one is due. */
const REPEAT_LOOKS = 20;

/**
 * Publishes the outbox: per subject in the order of versions, each event at least once, nothing ever lost. Any number of
 * relays may run; each part of the outbox belongs to one of them at a time. What the broker does not take is tried again
 * for ever.
 */
export class Relay {
  private readonly leases: RelayLeases;
  private readonly publisher: Publisher;
  private readonly backoff = new TopicBackoff();
  private readonly pollMs: number;
  private running: Promise<void> | undefined;
  private stopping = new AbortController();
  private readonly pause = new WakefulPause();
  private isHeld = false;
  private readonly repeatAfterMs: number;
  private nextRepeats = 0;

  constructor(private readonly options: RelayOptions) {
    const { dataSource, connection, signingKey, source, log, maxLeases, pollMs, repeatAfterMs } = options;
    this.leases = new RelayLeases(dataSource, maxLeases ?? OUTBOX_LEASES);
    this.publisher = new Publisher(connection, { source, signingKey, topicPrefix: connection.topicPrefix }, log);
    this.pollMs = pollMs ?? 200;
    this.repeatAfterMs = repeatAfterMs ?? REPEAT_AFTER_MS;
  }

  /** Starts publishing in the background. Waits neither for the database nor for a broker. */
  start(): void {
    if (this.running !== undefined) return;
    this.stopping = new AbortController();
    this.running = this.run();
  }

  /** Finishes the batch in hand, gives the leases back and disconnects. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.pause.wake();
    await this.running;
    this.running = undefined;
  }

  /** Something was committed to the outbox: look now. */
  nudge(): void {
    this.pause.wake();
  }

  /** Signs with another key from the next batch on; what the broker has not taken yet is signed anew. Ends a hold. */
  signWith(key: SigningKey): void {
    this.publisher.signWith(key);
    this.isHeld = false;
    this.nudge();
  }

  /** Sends nothing until there is a key that counts: what it signed would be refused everywhere, and be lost. */
  hold(): void {
    this.isHeld = true;
  }

  /** Lets everything leave that is held for a later batch, and resolves when all that is committed by now has been sent. */
  async flush(): Promise<void> {
    const { dataSource } = this.options;
    await releaseAll(dataSource);
    const { mark } = await pendingUpTo(dataSource);
    while ((await pendingUpTo(dataSource, mark)).pending > 0) {
      if (this.running === undefined) throw new Error('flush: the relay is not running');
      this.nudge();
      await sleep(20);
    }
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const sent = await this.cycle().catch((error: unknown) => this.failed(error));
      if (sent === 0) await this.idle();
    }
    await this.leases.release();
    await this.publisher.close().catch(() => undefined);
  }

  /** One look at the outbox. Gives the number of events sent. */
  private async cycle(): Promise<number> {
    if (this.isHeld) return 0;
    const held = await this.leases.acquire();
    if (held.length === 0) return 0;
    const wave = shuffled(await releasedSubjects(this.leases, held, this.backoff.waiting(), WAVE_SUBJECTS));
    let sent = 0;
    for (let i = 0; i < wave.length; i += SLICE_SUBJECTS) sent += await this.drain(wave.slice(i, i + SLICE_SUBJECTS));
    sent += await this.repeat(held);
    this.backoff.succeeded(DATABASE);
    return sent;
  }

  /** Sends what is due once more. In this one's turn, so never between an event and the next one of its subject. */
  private async repeat(held: readonly number[]): Promise<number> {
    if (this.isHeld || performance.now() < this.nextRepeats) return 0;
    const rows = await dueRepeats(this.leases, held, this.backoff.waiting());
    const done = rows.length === 0 ? [] : await this.publish(rows);
    if (done.length > 0) await markRepeated(this.leases, done);
    // A full look is followed by the next at once.
    else this.nextRepeats = performance.now() + this.repeatAfterMs / REPEAT_LOOKS;
    return done.length;
  }

  /** Sends all of some subjects, batch after batch. */
  private async drain(subjects: readonly ReleasedSubject[]): Promise<number> {
    let sent = 0;
    while (!this.stopping.signal.aborted && !this.isHeld) {
      const waiting = this.backoff.waiting();
      const rows = await unsentRows(
        this.leases,
        subjects.filter(({ topic }) => !waiting.includes(topic)),
      );
      if (rows.length === 0) break;
      const done = await this.send(rows);
      if (done.length === 0) break;
      sent += done.length;
    }
    return sent;
  }

  /** Gives the rows that were sent, marked. */
  private async send(rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    const done = await this.publish(withoutSuperseded(rows, (topic) => topicNamed(topic)?.order === 'compacted'));
    if (done.length > 0) await markSent(this.leases, done, COMPACTED, this.repeatAfterMs);
    return done;
  }

  /** Gives the rows that are on all replicas. A topic that failed in part is sent again as a whole. */
  private async publish(rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    const results = await this.publisher.publish(rows);
    for (const { topic, error } of results) {
      if (error === undefined) this.backoff.succeeded(topic);
      else this.refused(topic, error);
    }
    return results.filter((result) => result.error === undefined).flatMap((result) => result.rows);
  }

  private refused(topic: string, error: unknown): void {
    const attempt = this.backoff.failed(topic);
    this.options.log.warn(
      { topic, attempt, code: errorLabel(error) },
      'outbox: the broker did not take a batch, trying again',
    );
  }

  private async failed(error: unknown): Promise<number> {
    const attempt = this.backoff.failed(DATABASE);
    this.options.log.warn({ attempt, code: errorLabel(error) }, 'outbox: cannot publish, trying again');
    await this.leases.release();
    return 0;
  }

  private async idle(): Promise<void> {
    await this.pause.sleep(Math.max(this.pollMs, this.backoff.remaining(DATABASE)));
    // What commits shortly after one another leaves together: a look costs the same for one event as for hundreds.
    if (!this.stopping.signal.aborted) await sleep(GATHER_MS);
  }
}
