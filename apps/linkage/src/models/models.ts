import type { DataSource } from 'typeorm';
import { ProblemError } from '#http';
import { inTransaction, retryingTransaction, type Transaction } from '#persistence';
import type { ClusterPublisher } from '../publishing/cluster-publisher.js';
import { phaseOf } from '../publishing/lifecycle.js';
import type { ProposalDesk } from '../reviews/proposal-desk.js';
import { remaining, type ModelChange } from './model-change.js';
import { difference, type ModelDifference } from './model-difference.js';
import type { ModelScoring } from './model-scoring.js';
import type { ModelShelf } from './model-shelf.js';
import { candidateModel, currentModel } from './model-store.js';

/** Which models there are, and how far a change is. Hashes name models. */
export interface ModelsView {
  readonly current: string;
  /** What this version can score with, the newest last. */
  readonly known: readonly string[];
  readonly candidate: {
    readonly hash: string;
    /** Mentions whose pairs are to be scored yet; 0: it can be switched to. */
    readonly remaining: number;
    readonly difference: ModelDifference;
  } | null;
}

export interface ModelsOptions {
  readonly dataSource: DataSource;
  readonly shelf: ModelShelf;
  readonly change: ModelChange;
  readonly scoring: ModelScoring;
  readonly publisher: ClusterPublisher;
  readonly desk: ProposalDesk;
}

/** An operator's way from one scoring model to another. */
export class Models {
  constructor(private readonly options: ModelsOptions) {}

  show(): Promise<ModelsView> {
    const { dataSource, shelf } = this.options;
    return inTransaction(dataSource, async (tx) => {
      const [current, candidate] = [await currentModel(tx, shelf), await candidateModel(tx, shelf)];
      const view = { current: current.model.hash, known: shelf.hashes() };
      if (candidate === undefined) return { ...view, candidate: null };
      const [left, changed] = [await remaining(tx), await difference(tx, current, candidate)];
      return { ...view, candidate: { hash: candidate.model.hash, remaining: left, difference: changed } };
    });
  }

  async begin(hash: string, caller: string): Promise<ModelsView> {
    const { change, scoring } = this.options;
    await this.transaction((tx) => change.begin(tx, hash, caller));
    scoring.start();
    return this.show();
  }

  async abandon(): Promise<ModelsView> {
    const { change, scoring } = this.options;
    await this.transaction((tx) => change.abandon(tx));
    scoring.start();
    return this.show();
  }

  /** Countries and readers are told what changed, in the transaction that changes it. @throws ProblemError 409 `store-not-live` */
  async switch(): Promise<ModelDifference & { readonly clustersChanged: number }> {
    const { change, scoring, publisher, desk } = this.options;
    const { clusters, ...changed } = await this.transaction(async (tx) => {
      if ((await phaseOf(tx)) !== 'LIVE') {
        throw new ProblemError(409, 'store-not-live', 'The store rebuilds itself or is stale: switch when it is live.');
      }
      const switched = await change.switch(tx);
      await publisher.publish(tx, switched.clusters);
      await desk.bringAllUpToDate(tx);
      return switched;
    });
    scoring.start();
    return { ...changed, clustersChanged: clusters.length };
  }

  private transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return retryingTransaction(this.options.dataSource, work);
  }
}
