import { MAX_CLUSTER_MEMBERS } from '#contracts';
import { COMPONENT_CAP, LINKS_INTO_SOURCE, TAG_CAP_PER_SOURCE, type PairModel } from '#linkage';
import type { Transaction } from '#persistence';
import { storeDecisions } from '../decisions/decision-store.js';
import { isConflict } from '../edges/edge-flags.js';
import { removeEdgesOf, type Edge } from '../edges/edge-store.js';
import { PairMaker } from '../edges/pair-maker.js';
import { StoredEncodings } from '../edges/stored-encodings.js';
import { ModelShelf } from '../models/model-shelf.js';
import { currentModel, modelsInUse, type StoredModel } from '../models/model-store.js';
import { storeRevisions, type TouchedMention } from '../mentions/mention-store.js';
import { addTags, replaceTags } from '../mentions/tag-store.js';
import { BY_DECISION } from '../walk/levels.js';
import type { Link } from '../walk/link-reader.js';
import type { Causes } from './cluster-store.js';
import { lockClusters } from './cluster-lock.js';
import { ClusterMaker, type ClusterLimits } from './cluster-maker.js';
import type { LinkageChanges, LinkageEngine, MatchDecision, MentionRevision } from './linkage-engine.js';
import { NO_CHANGES } from './linkage-engine.js';

export interface EngineLimits extends ClusterLimits {
  /** Mentions of one source under one tag beyond which the tag makes no pairs for that source. */
  readonly tagCap: number;
}

export const LIMITS: EngineLimits = {
  tagCap: TAG_CAP_PER_SOURCE,
  componentCap: COMPONENT_CAP,
  linksIntoSource: LINKS_INTO_SOURCE,
  clusterCap: MAX_CLUSTER_MEMBERS,
};

/** Persons by scored pairs of encodings and decisions of people. */
export class ScoredEngine implements LinkageEngine {
  private readonly shelf: ModelShelf;

  constructor(
    models: PairModel | ModelShelf,
    private readonly limits: EngineLimits = LIMITS,
  ) {
    this.shelf = models instanceof ModelShelf ? models : new ModelShelf(models);
  }

  async apply(tx: Transaction, mentions: readonly MentionRevision[]): Promise<LinkageChanges> {
    if (mentions.length === 0) return NO_CHANGES;
    return this.follow(tx, await storeRevisions(tx, mentions));
  }

  /** Tags, pairs and clusters of mentions whose rows this transaction has changed. Takes the lock. */
  async follow(tx: Transaction, touched: readonly TouchedMention[]): Promise<LinkageChanges> {
    if (touched.length === 0) return NO_CHANGES;
    await addTags(tx, touched);
    await lockClusters(tx);
    const { current, candidate } = await modelsInUse(tx, this.shelf);
    const { id: modelId, model } = current;
    const known = new StoredEncodings(tx);
    for (const { id, now } of touched) if (now !== null) known.put(id, now);
    const uncrowded = await replaceTags(tx, touched, this.limits.tagCap);
    const retracted = touched.filter(({ now }) => now === null);
    const lost = await removeEdgesOf(
      tx,
      modelId,
      retracted.filter(({ before }) => before !== null).map(({ id }) => id),
    );
    const active = touched.filter(({ now }) => now !== null);
    const fresh = new Set(active.filter(({ before }) => before === null).map(({ id }) => id));
    const remade = new Set([...active.map(({ id }) => id), ...uncrowded]);
    const pairs = await new PairMaker(model, modelId, this.limits.tagCap).remake(tx, [...remade], known, fresh);
    if (candidate !== undefined) await this.besideCandidate(tx, candidate, pairs.scanned, known);
    const ends = endsOf(model, [...lost, ...pairs.removed, ...pairs.added]);
    const gone = retracted.map(({ id }) => id);
    const maker = new ClusterMaker(model, modelId, this.limits);
    const decided = await maker.reader(tx).links(
      touched.map(({ id }) => id),
      BY_DECISION,
    );
    const seeds = seedsOf(
      gone,
      ends,
      pairs.scanned.filter((id) => !fresh.has(id)),
      decided,
    );
    const { clusters, disputed } = await maker.around(tx, seeds, gone, causesOf(retracted), known);
    return { clusters, touched: [...new Set([...touched.map(({ id }) => id), ...seeds, ...disputed])] };
  }

  /** A change of model is being prepared: its edges follow those that count. */
  private async besideCandidate(
    tx: Transaction,
    candidate: StoredModel,
    scanned: readonly number[],
    known: StoredEncodings,
  ): Promise<void> {
    await new PairMaker(candidate.model, candidate.id, this.limits.tagCap).makeBeside(tx, scanned, known);
  }

  async decide(tx: Transaction, decisions: readonly MatchDecision[]): Promise<LinkageChanges> {
    if (decisions.length === 0) return NO_CHANGES;
    await lockClusters(tx);
    const seeds = await storeDecisions(tx, decisions);
    if (seeds.length === 0) return NO_CHANGES;
    const { id: modelId, model } = await currentModel(tx, this.shelf);
    const maker = new ClusterMaker(model, modelId, this.limits);
    const { clusters, disputed } = await maker.around(tx, seeds, [], { of: () => 'DECISION' }, new StoredEncodings(tx));
    return { clusters, touched: [...new Set([...seeds, ...disputed])] };
  }
}

/** Mentions at the ends of edges that link. */
function endsOf({ thresholds }: PairModel, edges: readonly Edge[]): Set<number> {
  const linking = edges.filter(({ mbits, flags }) => mbits >= thresholds.statistical && !isConflict(flags));
  return new Set(linking.flatMap(({ lo, hi }) => [lo, hi]));
}

/** Where something may be clustered otherwise now. A new mention that nothing links stays alone: it is left out. */
function seedsOf(
  gone: readonly number[],
  ends: Iterable<number>,
  older: readonly number[],
  decided: readonly Link[],
): number[] {
  const seeds = new Set([...ends, ...older, ...decided.flatMap(({ from, to }) => [from, to])]);
  for (const id of gone) seeds.delete(id);
  return [...seeds];
}

function causesOf(retracted: readonly TouchedMention[]): Causes {
  const refs = new Set(retracted.map(({ mentionRef }) => mentionRef));
  return { of: (members: readonly string[]) => (members.some((ref) => refs.has(ref)) ? 'RETRACTION' : 'MENTION') };
}
