import { topicsOf } from '#contracts';
import { WakefulPause, type KafkaConnection, type LogInspector, type MessagingLog, type OutboxPort } from '#messaging';
import { errorCode, readingFrom, retryingTransaction, type Rows, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { askTime, latestReading } from './clock-store.js';
import { markDecided, waitingCommands } from './command-store.js';
import { decideCommands } from './decide-commands.js';
import { SequencerLease } from './lease.js';
import { LogEnds } from './log-ends.js';
import type { Guards } from './open-guards.js';
import { OpenedCommands } from './opened-commands.js';
import { OutcomeWriter } from './outcome-writer.js';
import type { ReferralPolicies } from './policies.js';
import { lockReferrals } from './sequencer-lock.js';
import { writeDue } from './write-due.js';

export interface SequencerOptions {
  readonly dataSource: DataSource;
  readonly connection: KafkaConnection;
  readonly inspector: LogInspector;
  /** The service's consumer group, in which command topics and history are read. */
  readonly group: string;
  readonly guards: Guards;
  readonly policies: ReferralPolicies;
  readonly outbox: OutboxPort;
  readonly log: MessagingLog;
}

/** Commands of one transaction at most. */
const BATCH = 500;
/** Milliseconds between two looks when nobody nudges. */
const INTERVAL_MS = 250;

/**
 * Decides about referrals: one command after the other, once, by the state as it is then; and what the clock brings about, after every
 * command that came in time. Only the instance that holds the lease decides, and not before it has read the history to its end.
 */
export class Sequencer {
  private readonly lease = new SequencerLease();
  private readonly writer: OutcomeWriter;
  private readonly ends: LogEnds;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private readonly pause = new WakefulPause();
  private historyRead = false;

  constructor(private readonly options: SequencerOptions) {
    this.writer = new OutcomeWriter(options.outbox, options.policies);
    this.ends = new LogEnds(options);
  }

  start(): void {
    this.running = this.run();
  }

  /** Finishes the batch in hand and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.pause.wake();
    await this.running;
    await retryingTransaction(this.options.dataSource, (tx) => this.lease.release(tx)).catch(() => undefined);
  }

  /** A command has been kept: look as soon as it is committed. */
  nudge(): void {
    this.pause.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const more = await this.look().catch((error: unknown) => {
        this.options.log.warn({ code: errorCode(error) }, 'referrals are looked at again');
        return false;
      });
      if (!more) await this.pause.sleep(INTERVAL_MS);
    }
  }

  /** One look. Gives whether there may be more to do at once. */
  private async look(): Promise<boolean> {
    if (!(await this.mayDecide())) return false;
    const more = await this.decideWaiting();
    return (await this.goWithTheClock()) || more;
  }

  private async mayDecide(): Promise<boolean> {
    const { dataSource } = this.options;
    const lasts = await this.lease.lasts(readingFrom(dataSource));
    const lease = lasts ? 'held' : await retryingTransaction(dataSource, (tx) => this.lease.hold(tx));
    if (lease !== 'held') this.historyRead = false;
    if (lease === 'elsewhere') return false;
    // Outcomes of the former holder, or of a store that is gone, may lie in the history unread.
    if (!this.historyRead) {
      // So may a consent that was taken back, on which a start is refused.
      const topics = [...topicsOf('referral-history'), ...topicsOf('erasure')];
      this.historyRead = await this.ends.readUpTo(topics, await this.ends.now(topics));
    }
    return this.historyRead;
  }

  private async decideWaiting(): Promise<boolean> {
    const { dataSource, guards, policies } = this.options;
    const opened = new OpenedCommands(guards);
    // Opened before anybody is held up; what comes in between is opened under the lock.
    const ready = await waitingCommands(readingFrom(dataSource), BATCH);
    if (ready.length === 0) return false;
    await opened.open(ready);
    const decided = await retryingTransaction(dataSource, async (tx) => {
      await this.begin(tx);
      const waiting = await waitingCommands(tx, BATCH, opened.known);
      const commands = await opened.open(waiting.filter(({ decided: already }) => !already));
      await decideCommands(tx, commands, policies, this.writer);
      await markDecided(tx, waiting);
      return waiting.length;
    });
    return decided === BATCH;
  }

  private async goWithTheClock(): Promise<boolean> {
    const { dataSource, policies, outbox } = this.options;
    if (!(await somethingDue(readingFrom(dataSource), new Date()))) return false;
    const reading = await retryingTransaction(dataSource, async (tx) => {
      const latest = await latestReading(tx);
      if (latest !== undefined && (await somethingDue(tx, latest))) return latest;
      return (await askTime(tx, outbox)) ? 'asked' : undefined;
    });
    if (reading === undefined || reading === 'asked') return false;
    const commandTopics = topicsOf('referral');
    if (!(await this.ends.readUpTo(commandTopics, await this.ends.now(commandTopics)))) return false;
    return retryingTransaction(dataSource, async (tx) => {
      await this.begin(tx);
      // Everything that was in time has been read; decide it before the clock speaks.
      if ((await waitingCommands(tx, 1)).length > 0) return true;
      return writeDue(tx, reading, policies, this.writer);
    });
  }

  /** Referrals are locked and the lease is still ours until the end of the transaction. */
  private async begin(tx: Transaction): Promise<void> {
    await lockReferrals(tx);
    if ((await this.lease.hold(tx)) !== 'held') throw new Error('another instance decides');
  }
}

async function somethingDue(database: Rows, at: Date): Promise<boolean> {
  return (await database.rows(DUE, [at.toISOString()])).length > 0;
}

/** The order has the index asked: without it a planner that expects many to be due reads the table for the first one. */
const DUE = 'SELECT FROM aggregator.referral WHERE due_at <= $1 ORDER BY due_at LIMIT 1';
