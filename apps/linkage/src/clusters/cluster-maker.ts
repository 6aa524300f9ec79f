import {
  AMBIGUITY_MBITS,
  clustersByDecision,
  recluster,
  UNCOMPARED_MBITS,
  type ClusteringRules,
  type PairModel,
  type Reclustered,
} from '#linkage';
import type { Transaction } from '#persistence';
import { isConflict } from '../edges/edge-flags.js';
import type { Edge } from '../edges/edge-store.js';
import type { StoredEncodings } from '../edges/stored-encodings.js';
import { ComponentWalk } from '../walk/component-walk.js';
import type { WalkedComponent } from '../walk/walked-component.js';
import { LinkReader } from '../walk/link-reader.js';
import { replaceClusters, type Causes } from './cluster-store.js';
import { pairsOf } from './companions.js';
import { loadMentions, type ComponentMention } from './component.js';
import { decidedPairs } from './decided-pairs.js';
import { replaceFindings } from './findings-store.js';
import type { ClusterChange } from './linkage-engine.js';

export interface ClusterLimits {
  /** Mentions of one component beyond which links become stricter inside of it. */
  readonly componentCap: number;
  /** Links of a mention into one source beyond which that source floods it: in components over the cap they link nobody. */
  readonly linksIntoSource: number;
  /** Largest cluster. */
  readonly clusterCap: number;
}

/** Clusters the components anew in which something may have changed, and finds what is contested in them. */
export class ClusterMaker {
  constructor(
    private readonly model: PairModel,
    private readonly modelId: number,
    private readonly limits: ClusterLimits,
  ) {}

  async around(
    tx: Transaction,
    seeds: Iterable<number>,
    retracted: readonly number[],
    causes: Causes,
    known: StoredEncodings,
  ): Promise<{ readonly clusters: ClusterChange[]; readonly disputed: readonly number[] }> {
    const from = [...seeds];
    if (from.length === 0 && retracted.length === 0) return { clusters: [], disputed: [] };
    const walk = this.walk(tx);
    const { components, oldRefs } = await this.withFormerMates(tx, walk, await walk.from(from), retracted);
    await walk.remember(components, retracted);
    const results = await this.recluster(tx, components, known);
    const disputed = await replaceFindings(tx, [...components.flatMap(({ ids }) => ids), ...retracted], results);
    const clusters = await replaceClusters(
      tx,
      oldRefs,
      results.flatMap((result) => result.clusters),
      causes,
    );
    return { clusters, disputed };
  }

  walk(tx: Transaction): ComponentWalk {
    return new ComponentWalk(tx, this.reader(tx), this.model.thresholds.statistical, this.limits.componentCap);
  }

  reader(tx: Transaction): LinkReader {
    return new LinkReader(tx, this.modelId, this.model.thresholds.statistical, this.limits.linksIntoSource);
  }

  /** What clustering makes of components as they are stored. Changes only companions. */
  async recluster(
    tx: Transaction,
    components: readonly WalkedComponent[],
    known: StoredEncodings,
  ): Promise<Reclustered<ComponentMention>[]> {
    const pairs = await pairsOf(tx, this.model, this.modelId, components, known);
    const several = components.filter(({ ids }) => ids.length > 1);
    if (several.length === 0) return [];
    const mentions = await loadMentions(
      tx,
      several.flatMap(({ ids }) => ids),
    );
    return several.map((component) => this.clustersOf(component, mentions, pairs.get(component) ?? []));
  }

  private clustersOf(
    { ids, least }: WalkedComponent,
    all: ReadonlyMap<number, ComponentMention>,
    edges: readonly Edge[],
  ): Reclustered<ComponentMention> {
    const of = (id: number): ComponentMention => {
      const mention = all.get(id);
      if (mention === undefined) throw new Error('A linked mention is not active.');
      return mention;
    };
    const mentions = ids.map(of);
    const pairs = edges.map(({ lo, hi, mbits, flags }) => ({
      a: of(lo),
      b: of(hi),
      mbits,
      conflict: isConflict(flags),
    }));
    const component = { mentions, pairs, decided: decidedPairs(mentions) };
    if (least === null) return clustersByDecision(component, this.limits.clusterCap);
    return recluster(component, this.rules(least));
  }

  private rules(statistical: number): ClusteringRules {
    return {
      ...{ statistical, sameSource: this.model.thresholds.sameSource },
      ...{ uncompared: UNCOMPARED_MBITS, ambiguity: AMBIGUITY_MBITS, maxMembers: this.limits.clusterCap },
    };
  }

  /** Whoever stood in one cluster with a mention of a component must find a new place as well. */
  private async withFormerMates(
    tx: Transaction,
    walk: ComponentWalk,
    components: WalkedComponent[],
    retracted: readonly number[],
  ): Promise<{ components: WalkedComponent[]; oldRefs: string[] }> {
    const ids = new Set([...components.flatMap((component) => component.ids), ...retracted]);
    const mates = await tx.rows<{ id: number; cluster_ref: string }>(MATES, [[...ids]]);
    const missing = mates.map(({ id }) => id).filter((id) => !ids.has(id));
    if (missing.length === 0) return { components, oldRefs: [...new Set(mates.map((row) => row.cluster_ref))] };
    const seeds = [...components.flatMap((component) => component.ids), ...missing];
    return this.withFormerMates(tx, walk, await walk.from(seeds), retracted);
  }
}

const MATES = `
  SELECT mate.mention_id AS id, mate.cluster_ref
    FROM (SELECT DISTINCT cluster_ref FROM linkage.member WHERE mention_id = ANY($1::integer[])) AS touched
    JOIN linkage.member AS mate USING (cluster_ref)`;
