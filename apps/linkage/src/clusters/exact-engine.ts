import { MAX_CLUSTER_MEMBERS } from '#contracts';
import { KEY_CAP_PER_SOURCE } from '#linkage';
import type { Transaction } from '#persistence';
import { storeDecisions } from '../decisions/decision-store.js';
import { replaceKeys } from '../mentions/key-store.js';
import { storeRevisions } from '../mentions/mention-store.js';
import { clusterComponent } from './cluster-component.js';
import { loadComponent } from './component.js';
import { replaceClusters, type Causes } from './cluster-store.js';
import { lockClusters } from './cluster-lock.js';
import type { ClusterChange, LinkageEngine, MatchDecision, MentionRevision } from './linkage-engine.js';

export interface ExactEngineLimits {
  /** Mentions of one source under one key beyond which the key links none of them. */
  readonly keyCap: number;
  /** Largest cluster. */
  readonly clusterCap: number;
}

/** Persons by exact agreement of keyed tags (`EXACT_RULES`) and decisions of people. */
export class ExactEngine implements LinkageEngine {
  constructor(
    private readonly limits: ExactEngineLimits = { keyCap: KEY_CAP_PER_SOURCE, clusterCap: MAX_CLUSTER_MEMBERS },
  ) {}

  async apply(tx: Transaction, mentions: readonly MentionRevision[]): Promise<ClusterChange[]> {
    if (mentions.length === 0) return [];
    await lockClusters(tx);
    const touched = await storeRevisions(tx, mentions);
    if (touched.length === 0) return [];
    const seeds = await replaceKeys(tx, touched, this.limits.keyCap);
    const retracted = touched.filter(({ revision }) => revision.content === null);
    return this.recluster(tx, seeds, {
      of: (members) =>
        retracted.some(({ revision }) => members.includes(revision.mentionRef)) ? 'RETRACTION' : 'MENTION',
    });
  }

  async decide(tx: Transaction, decisions: readonly MatchDecision[]): Promise<ClusterChange[]> {
    if (decisions.length === 0) return [];
    await lockClusters(tx);
    const seeds = await storeDecisions(tx, decisions);
    return this.recluster(tx, seeds, { of: () => 'DECISION' });
  }

  private async recluster(tx: Transaction, seeds: readonly string[], causes: Causes): Promise<ClusterChange[]> {
    if (seeds.length === 0) return [];
    const component = await loadComponent(tx, seeds);
    const clusters = clusterComponent(component.mentions, this.limits.clusterCap);
    return replaceClusters(tx, component.clusterRefs, clusters, causes);
  }
}
