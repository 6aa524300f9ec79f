import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '#observability';
import { errorCode, inTransaction, retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import type { ScoredEngine } from '../clusters/scored-engine.js';
import type { ClusterPublisher } from '../publishing/cluster-publisher.js';
import type { ProposalDesk } from '../reviews/proposal-desk.js';
import type { RevokedEpochs } from './revoked-epochs.js';
import { findRevoked, stripEncodings } from './strip-encodings.js';

/** Mentions of one step: so long consumers wait for the clusters' lock, at most. */
const AT_ONCE = 500;
/** Milliseconds after which an interrupted purge is taken up again. */
const AGAIN_MS = 5_000;

/** Milliseconds between two passes: a row that a chunk was writing is met again when the chunk has ended. */
const NEXT_PASS_MS = 250;

export interface EpochPurgeOptions {
  readonly dataSource: DataSource;
  readonly engine: ScoredEngine;
  readonly publisher: Pick<ClusterPublisher, 'publish'>;
  readonly desk: Pick<ProposalDesk, 'bringUpToDate'>;
  readonly revoked: RevokedEpochs;
  readonly log: Logger;
}

/** How far revoked epochs have left the store. */
export interface PurgeView {
  readonly revoked: readonly number[];
  /** `NONE`: nothing is revoked. `DONE`: nothing of them is stored, in no table. */
  readonly state: 'NONE' | 'RUNNING' | 'DONE';
  /** Mentions that have lost encodings since the service started. */
  readonly stripped: number;
  /** Mentions without any encoding, by country: only decisions link them until their country encodes them anew. */
  readonly bare: readonly { readonly source: string; readonly mentions: number }[];
}

/** What became of the next mentions, up to the number `last`. */
interface Step {
  readonly last: number;
  /** Whether any of them held encodings of revoked epochs. */
  readonly found: boolean;
  readonly stripped: number;
}

/**
 * Takes everything of revoked epochs out of the store: encodings, tags, pairs, and what was clustered by them. Consumers go on
 * between two steps, and keep nothing of these epochs either. Each start looks at the whole store: a crash costs one step.
 */
export class EpochPurge {
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private done = false;
  private after = 0;
  private found = false;
  private stripped = 0;

  constructor(private readonly options: EpochPurgeOptions) {}

  start(): void {
    if (this.stopped || this.done || this.options.revoked.size === 0 || this.running !== undefined) return;
    this.running = this.work().finally(() => (this.running = undefined));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Where it stands. */
  async show(): Promise<PurgeView> {
    const revoked = [...this.options.revoked].sort((a, b) => a - b);
    const state = revoked.length === 0 ? 'NONE' : this.done ? 'DONE' : 'RUNNING';
    const bare = await inTransaction(this.options.dataSource, (tx) => tx.rows<PurgeView['bare'][number]>(BARE));
    return { revoked, state, stripped: this.stripped, bare };
  }

  private async work(): Promise<void> {
    const { dataSource, revoked, log } = this.options;
    try {
      while (!this.stopped && !this.done) {
        this.note(await retryingTransaction(dataSource, (tx) => this.step(tx)));
        await (this.after === 0 && !this.done ? pause(NEXT_PASS_MS) : turn());
      }
      if (this.done) log.info({ epochs: [...revoked], stripped: this.stripped }, 'nothing of revoked epochs is stored');
    } catch (error) {
      log.warn({ code: errorCode(error) }, 'the purge of revoked epochs is taken up again');
      this.timer = setTimeout(() => this.start(), AGAIN_MS);
    }
  }

  /** Done is who has seen all mentions in a row and found nothing. */
  private note(step: Step | undefined): void {
    if (step === undefined) {
      this.done = !this.found;
      [this.found, this.after] = [false, 0];
      return;
    }
    this.found ||= step.found;
    this.after = step.last;
    this.stripped += step.stripped;
  }

  /** Readers and countries are told what changed in the transaction that changes it. */
  private async step(tx: Transaction): Promise<Step | undefined> {
    const { engine, publisher, desk, revoked } = this.options;
    const found = await findRevoked(tx, revoked, this.after, AT_ONCE);
    if (found === undefined || found.ids.length === 0) return found && { last: found.last, found: false, stripped: 0 };
    const stripped = await stripEncodings(tx, revoked, found.ids);
    const { clusters, touched } = await engine.follow(tx, stripped);
    await publisher.publish(tx, clusters);
    await desk.bringUpToDate(tx, [], touched);
    return { last: found.last, found: true, stripped: stripped.length };
  }
}

const BARE = `
  SELECT source, count(*)::float8 AS mentions FROM linkage.mention
   WHERE active AND length(encoding) = 0 GROUP BY source ORDER BY source`;
