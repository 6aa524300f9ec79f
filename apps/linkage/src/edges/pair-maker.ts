import type { PairModel } from '#linkage';
import type { Transaction } from '#persistence';
import { bucketsOf, crowdedTags, crowdsAmong } from '../mentions/bucket-lookup.js';
import type { HeldVariant } from '../mentions/encoding.js';
import { markCrowded } from '../mentions/tag-store.js';
import { loneSegments, type LoneMeeting } from '../mentions/lone-segments.js';
import { CandidateSearch, type Candidate, type Scanned } from './candidates.js';
import { compare } from './compare.js';
import { addEdges, newEdge, putEdges, removeEdgesOf, type Edge, type NewEdge } from './edge-store.js';
import type { StoredEncodings } from './stored-encodings.js';
import { inParts, withNextAhead } from './with-next-ahead.js';

/** Edges that went and came, and the mentions whose pairs were made anew. */
export interface PairChanges {
  readonly removed: readonly Edge[];
  readonly added: readonly Edge[];
  readonly scanned: readonly number[];
}

/** Mentions whose buckets are looked up at once: while the service judges who is in them, PostgreSQL looks up the next ones. */
const LOOKED_UP_AT_ONCE = 200;

interface Found {
  readonly pairs: readonly Candidate[];
  /** Tags that more mentions hold than the cap allows one source. */
  readonly large: readonly HeldVariant[];
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
    let found = await this.candidates(tx, scanned, known);
    for (;;) {
      const crowds = await crowdsAmong(tx, found.large, this.cap);
      if (crowds.length === 0) break;
      const crowded = await markCrowded(tx, crowds);
      scanned = new Set([...scanned, ...crowded]);
      found = await this.candidates(tx, scanned, known);
    }
    const old = [...scanned].filter((id) => !fresh.has(id));
    const removed = await removeEdgesOf(tx, this.modelId, old);
    const added = await this.score(tx, found.pairs, known);
    await addEdges(tx, this.modelId, added);
    return { removed, added, scanned: [...scanned] };
  }

  /**
   * Edges of these mentions for a model that does not count yet. Tags are marked by the model that does: here nothing is.
   * Pairs with mentions above `last` are left to them.
   */
  async makeBeside(tx: Transaction, ids: readonly number[], known: StoredEncodings, last = Infinity): Promise<void> {
    const { pairs } = await this.candidates(tx, new Set(ids), known);
    const edges = await this.score(
      tx,
      pairs.filter(({ other }) => other <= last),
      known,
    );
    await putEdges(tx, this.modelId, edges);
  }

  private async candidates(tx: Transaction, ids: ReadonlySet<number>, known: StoredEncodings): Promise<Found> {
    await known.load(ids);
    const scanned = [...ids].map((id): Scanned => ({ id, encoding: known.of(id) }));
    const crowded = await crowdedTags(tx, () => scanned.flatMap(({ encoding }) => encoding.tags()));
    const search = new CandidateSearch(crowded, this.model, this.model.thresholds.review);
    const pairs: Candidate[] = [];
    const large = new Map<string, HeldVariant>();
    const lookUp = (part: readonly Scanned[]) => bucketsOf(tx, held(part));
    await withNextAhead(inParts(scanned, LOOKED_UP_AT_ONCE), lookUp, (part, buckets) => {
      for (const [name, { tag, ids: members }] of buckets) if (members.length > this.cap) large.set(name, tag);
      pairs.push(...search.among(part, buckets));
    });
    return { pairs, large: [...large.values()] };
  }

  private async score(tx: Transaction, candidates: readonly Candidate[], known: StoredEncodings): Promise<NewEdge[]> {
    const { model } = this;
    const least = model.thresholds.review;
    const pairs = await this.withoutStrangers(tx, candidates, known);
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

function held(scanned: readonly Scanned[]): HeldVariant[] {
  return scanned.flatMap(({ encoding }) => encoding.held());
}
