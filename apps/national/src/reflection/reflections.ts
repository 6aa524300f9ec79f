import type { ReflectionEnd } from '#contracts';
import {
  endReflection,
  extendReflection,
  insideReflection,
  reflectionPeriod,
  type ReflectionAct,
  type ReflectionPeriod,
  type ReflectionPolicy,
} from '#domain';
import { notFound } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import type { CareWorker } from '../care/care-worker.js';
import type { CaseWalls } from '../care/case-walls.js';
import { addAct, reflectionFacts } from './reflection-store.js';

/** A period as those who care for the person see it. */
export interface ReflectionView extends ReflectionPeriod {
  /** Whether it runs today. */
  readonly running: boolean;
  readonly policy: ReflectionPolicy;
}

/** Reflection periods of the country's cases. Law enforcement learns of none, not even that there is one. */
export class Reflections {
  constructor(
    private readonly dataSource: DataSource,
    private readonly walls: CaseWalls,
    private readonly policy: ReflectionPolicy,
    private readonly now: () => Date,
  ) {}

  /** @throws ProblemError 404 for others' cases, and for law enforcement always */
  read(worker: CareWorker, caseRef: string): Promise<ReflectionView> {
    return this.inCase(worker, caseRef, (tx) => this.view(tx, caseRef));
  }

  /** @throws DomainError when the period does not run, or for a number of days that is not from 1 to 365 */
  extend(worker: CareWorker, caseRef: string, days: number): Promise<ReflectionView> {
    return this.act(worker, caseRef, (period) => extendReflection(period, days, this.today()));
  }

  /** @throws DomainError when the period does not run, or for a ground that the country's law does not list */
  end(worker: CareWorker, caseRef: string, ground: ReflectionEnd): Promise<ReflectionView> {
    return this.act(worker, caseRef, (period) => endReflection(period, ground, this.policy, this.today()));
  }

  /** The period of a case, inside the country's own service only. */
  async periodOf(tx: Transaction, caseRef: string): Promise<ReflectionPeriod> {
    const facts = await reflectionFacts(tx, caseRef);
    if (facts === undefined) throw notFound();
    return reflectionPeriod(facts, this.policy);
  }

  private act(worker: CareWorker, caseRef: string, decide: (period: ReflectionPeriod) => ReflectionAct) {
    return this.inCase(worker, caseRef, async (tx) => {
      await addAct(tx, caseRef, decide(await this.periodOf(tx, caseRef)), worker);
      return this.view(tx, caseRef);
    });
  }

  private async view(tx: Transaction, caseRef: string): Promise<ReflectionView> {
    const period = await this.periodOf(tx, caseRef);
    return { ...period, running: insideReflection(period, this.today()), policy: this.policy };
  }

  private inCase<T>(worker: CareWorker, caseRef: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (worker.enforcement) throw notFound();
    return retryingTransaction(this.dataSource, async (tx) => {
      // Two acts at once are decided one after the other.
      await tx.rows('SELECT FROM register.episode WHERE case_ref = $1::uuid FOR NO KEY UPDATE', [caseRef]);
      await this.walls.caseFor(tx, worker, caseRef);
      return work(tx);
    });
  }

  private today(): string {
    return this.now().toISOString().slice(0, 10);
  }
}
