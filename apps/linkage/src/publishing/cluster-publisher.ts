import { ClusterChanged, type ClusterData } from '#contracts';
import type { OutboxPort, OutgoingEvent } from '#messaging';
import type { Transaction } from '#persistence';
import type { ClusterChange } from '../clusters/linkage-engine.js';
import { phaseOf } from './lifecycle.js';
import { notYetPublished, rememberPublished } from './published-clusters.js';

export const CLUSTER_TOPIC = 'linkage.cluster';

/** Says on `linkage.cluster` what has changed, in the transaction that changed it. */
export class ClusterPublisher {
  constructor(
    private readonly outbox: OutboxPort,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Adds an event for each cluster of which the topic says something else; none unless the store is live. */
  async publish(tx: Transaction, changes: readonly ClusterChange[]): Promise<number> {
    if (changes.length === 0 || (await phaseOf(tx)) !== 'LIVE') return 0;
    return this.publishDifferences(tx, changes);
  }

  /** The same, whatever the phase. Each cluster at most once. */
  async publishDifferences(tx: Transaction, changes: readonly ClusterChange[]): Promise<number> {
    const news = await notYetPublished(tx, changes);
    if (news.length === 0) return 0;
    const time = startOfDay(this.now());
    await this.outbox.add(
      tx,
      news.map((change) => eventOf(change, time)),
    );
    await rememberPublished(tx, news);
    return news.length;
  }
}

function eventOf({ clusterRef, mentionRefs, status, cause }: ClusterChange, time: string): OutgoingEvent {
  const data: ClusterData = { clusterRef, mentionRefs: [...mentionRefs], status, cause };
  return { topic: CLUSTER_TOPIC, type: ClusterChanged.type, subject: clusterRef, time, data };
}

/** A finer time would tell the readers when a country's mention arrived, which the country's batches hide. */
function startOfDay(date: Date): string {
  return `${date.toISOString().slice(0, 10)}T00:00:00Z`;
}
