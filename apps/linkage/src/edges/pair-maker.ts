import type { PairModel } from '#linkage';
import type { Transaction } from '#persistence';
import { bucketsOf, crowdedTags, crowdsAmong, type Bucket } from '../mentions/bucket-lookup.js';
import { markCrowded } from '../mentions/tag-store.js';
import { loneSegments, type LoneMeeting } from '../mentions/lone-segments.js';
import { candidatePairs, type Candidate, type Scanned } from './candidates.js';
import { compare } from './compare.js';
import { addEdges, newEdge, putEdges, removeEdgesOf, type Edge, type NewEdge } from './edge-store.js';
import type { StoredEncodings } from './stored-encodings.js';

/** Edges that went and came, and the mentions whose pairs were made anew. */
export interface PairChanges {
  readonly removed: readonly Edge[];
  readonly added: readonly Edge[];
  readonly scanned: readonly number[];
}

/** Makes the pairs of mentions: looks up who shares a tag, compares, and stores what may link or be asked about. */
export class PairMaker {
  constructor(
    private readonly model: PairModel,
    private readonly modelId: number,
    private readonly cap: number,
  ) {}

  /** All pairs of these mentions anew. Mentions whose source comes over the cap of a tag lose their pairs through it. */
  async remake(
    tx: Transaction,
    ids: readonly number[],
    known: StoredEncodings,
    fresh: ReadonlySet<number>,
  ): Promise<PairChanges> {
    let scanned = new Set(ids);
    let buckets = await this.buckets(tx, scanned, known);
    for (;;) {
      const crowds = await crowdsAmong(tx, buckets.values(), this.cap);
      if (crowds.length === 0) break;
      const crowded = await markCrowded(tx, crowds);
      scanned = new Set([...scanned, ...crowded]);
      buckets = await this.buckets(tx, scanned, known);
    }
    const old = [...scanned].filter((id) => !fresh.has(id));
    const removed = await removeEdgesOf(tx, this.modelId, old);
    const added = await this.score(
      tx,
      [...scanned].map((id): Scanned => ({ id, encoding: known.of(id) })),
      buckets,
      known,
    );
    await addEdges(tx, this.modelId, added);
    return { removed, added, scanned: [...scanned] };
  }

  /**
   * Edges of these mentions for a model that does not count yet. Tags are marked by the model that does: here nothing is.
   * Pairs with mentions above `last` are left to them.
   */
  async makeBeside(tx: Transaction, ids: readonly number[], known: StoredEncodings, last = Infinity): Promise<void> {
    const buckets = await this.buckets(tx, new Set(ids), known);
    const scanned = ids.map((id): Scanned => ({ id, encoding: known.of(id) }));
    const edges = await this.score(tx, scanned, buckets, known, last);
    await putEdges(tx, this.modelId, edges);
  }

  private async buckets(
    tx: Transaction,
    ids: ReadonlySet<number>,
    known: StoredEncodings,
  ): Promise<Map<string, Bucket>> {
    await known.load(ids);
    return bucketsOf(
      tx,
      [...ids].flatMap((id) => known.of(id).held()),
    );
  }

  private async score(
    tx: Transaction,
    scanned: readonly Scanned[],
    buckets: ReadonlyMap<string, Bucket>,
    known: StoredEncodings,
    last = Infinity,
  ): Promise<NewEdge[]> {
    const { model } = this;
    const least = model.thresholds.review;
    const crowded = await crowdedTags(tx, () => scanned.flatMap(({ encoding }) => encoding.tags()));
    const all = candidatePairs(scanned, buckets, crowded, model, least);
    const pairs = await this.withoutStrangers(
      tx,
      all.filter(({ other }) => other <= last),
      known,
    );
    await known.load(pairs.map(({ other }) => other));
    return pairs.flatMap(({ id, other }) => {
      const comparison = compare(model, known.of(id), known.of(other), least);
      return comparison === undefined ? [] : [newEdge(id, other, comparison, false)];
    });
  }

  /** Who shares one tag beside which no segments stand is told apart by that segment: nine of ten encodings need not be read. */
  private async withoutStrangers(
    tx: Transaction,
    pairs: readonly Candidate[],
    known: StoredEncodings,
  ): Promise<Candidate[]> {
    const { model } = this;
    const unseen = pairs.filter(
      (pair): pair is Candidate & LoneMeeting => pair.alone !== null && !known.has(pair.other),
    );
    const segments = await loneSegments(tx, unseen);
    return pairs.filter((pair) => {
      const [mine, theirs] = [pair.alone?.segment ?? null, segments.get(pair)];
      return mine === null || theirs === undefined || model.canReachAlone(mine, theirs, 0, model.thresholds.review);
    });
  }
}
