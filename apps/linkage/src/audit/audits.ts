import type { DataSource } from 'typeorm';
import { notFound, ProblemError } from '#http';
import type { Logger } from '#observability';
import { errorCode, inTransaction, retryingTransaction } from '#persistence';
import type { ModelShelf } from '../models/model-shelf.js';
import { auditRecall } from './audit-recall.js';
import {
  auditNumbered,
  endAudit,
  insertAudit,
  interruptAll,
  newestAudits,
  noteProgress,
  type AuditView,
} from './audit-store.js';

/** Mentions of a sample unless asked otherwise, and at most: each is compared with every mention of the store. */
export const DEFAULT_SAMPLE = 1_000;
export const LARGEST_SAMPLE = 5_000;

class Cancelled extends Error {}

/** Audits of recall in the background, one at a time. The store holds what became of each. */
export class Audits {
  private running: { readonly id: number; readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly shelf: ModelShelf,
    private readonly log: Logger,
  ) {}

  /** @throws ProblemError 409 `audit-running` */
  async begin(caller: string, sample: number): Promise<AuditView> {
    if (this.running !== undefined) {
      throw new ProblemError(409, 'audit-running', 'An audit is running: wait or cancel it.');
    }
    const id = await retryingTransaction(this.dataSource, async (tx) => {
      await interruptAll(tx);
      return insertAudit(tx, caller, sample);
    });
    const abort = new AbortController();
    this.running = { id, abort, done: this.run(id, sample, abort.signal) };
    return this.show(id);
  }

  /** Ends an audit before its time; one that has ended stays as it is. @throws ProblemError 404 */
  async cancel(id: number): Promise<AuditView> {
    if (this.running?.id === id) {
      this.running.abort.abort(new Cancelled());
      await this.running.done;
    }
    return this.show(id);
  }

  /** @throws ProblemError 404 */
  async show(id: number): Promise<AuditView> {
    const audit = await inTransaction(this.dataSource, (tx) => auditNumbered(tx, id));
    if (audit === undefined) throw notFound();
    return audit;
  }

  list(): Promise<AuditView[]> {
    return inTransaction(this.dataSource, newestAudits);
  }

  /** Waits until a running one has ended, in its midst. */
  async stop(): Promise<void> {
    this.running?.abort.abort(new Cancelled());
    await this.running?.done;
  }

  private async run(id: number, sample: number, signal: AbortSignal): Promise<void> {
    const onProgress = (scanned: number, mentions: number) =>
      inTransaction(this.dataSource, (tx) => noteProgress(tx, id, scanned, mentions));
    try {
      const options = { sample, salt: String(id), signal, onProgress };
      const result = await inTransaction(this.dataSource, (tx) => auditRecall(tx, this.shelf, options));
      await inTransaction(this.dataSource, (tx) => endAudit(tx, id, 'DONE', { result }));
    } catch (error) {
      await this.failed(id, error);
    } finally {
      this.running = undefined;
    }
  }

  /** A database that is away cannot be told: the next audit finds this one interrupted. */
  private async failed(id: number, error: unknown): Promise<void> {
    const cancelled = error instanceof Cancelled;
    const problem = cancelled ? null : (errorCode(error) ?? 'failed');
    if (!cancelled) this.log.warn({ code: problem, audit: id }, 'an audit has failed');
    const state = cancelled ? 'CANCELLED' : 'FAILED';
    await inTransaction(this.dataSource, (tx) => endAudit(tx, id, state, { problem })).catch(() => undefined);
  }
}
