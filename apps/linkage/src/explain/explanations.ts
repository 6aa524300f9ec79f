import type { DataSource } from 'typeorm';
import { inTransaction, type Transaction } from '#persistence';
import type { ModelShelf } from '../models/model-shelf.js';
import { clusterHistory, type ClusterHistory } from './cluster-history.js';
import { contested, type Contested } from './contested.js';
import { disagreements, type Disagreement } from './disagreements.js';
import { howClustered, type HowClustered } from './how-clustered.js';
import { logLook, type LookAct } from './look-log.js';
import { mentionKeyOf } from './named-mention.js';
import { why, whyNot, type Why, type WhyNot } from './why.js';

/**
 * Why, why not, how and since when, for operators: levels and weights, never a tag or an encoding. Each look is in a log that only
 * grows, before anything is read; what is read is one state of the store, and nothing is changed.
 */
export class Explanations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly shelf: ModelShelf,
  ) {}

  async why(caller: string, a: string, b: string): Promise<Why> {
    const pair = [mentionKeyOf(a), mentionKeyOf(b)] as const;
    return this.look(caller, 'WHY', `${a} ${b}`, (tx) => why(tx, this.shelf, pair));
  }

  async whyNot(caller: string, a: string, b: string): Promise<WhyNot> {
    const pair = [mentionKeyOf(a), mentionKeyOf(b)] as const;
    return this.look(caller, 'WHY_NOT', `${a} ${b}`, (tx) => whyNot(tx, this.shelf, pair));
  }

  how(caller: string, clusterRef: string): Promise<HowClustered> {
    return this.look(caller, 'HOW', clusterRef, (tx) => howClustered(tx, this.shelf, clusterRef));
  }

  history(caller: string, clusterRef: string): Promise<ClusterHistory> {
    return this.look(caller, 'HISTORY', clusterRef, (tx) => clusterHistory(tx, clusterRef));
  }

  /** Chains of answers that contradict each other, and pairs about which the two owners disagree. */
  contested(caller: string): Promise<{ contested: Contested[]; disagreements: Disagreement[] }> {
    return this.look(caller, 'CONTESTED', '', async (tx) => ({
      contested: await contested(tx),
      disagreements: await disagreements(tx),
    }));
  }

  private async look<T>(
    caller: string,
    act: LookAct,
    subject: string,
    read: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    await inTransaction(this.dataSource, (tx) => logLook(tx, caller, act, subject));
    return inTransaction(this.dataSource, async (tx) => {
      await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return read(tx);
    });
  }
}
