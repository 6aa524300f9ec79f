import type { PairModel, VariantBits } from '#linkage';
import { nameOf, segmentAt, type Bucket } from '../mentions/bucket-lookup.js';
import type { HeldVariant, StoredEncoding } from '../mentions/encoding.js';

/** A mention whose pairs are made anew. */
export interface Scanned {
  readonly id: number;
  readonly encoding: StoredEncoding;
}

/** Whether a pair can score enough to be stored: see {@link PairModel}. */
export type Bounds = Pick<PairModel, 'canReach' | 'canReachAlone'>;

/** Two mentions that may score enough. */
export interface Candidate {
  readonly id: number;
  readonly other: number;
  /** The mention's own variant of the only tag that the two share, where the other one's segment does not stand with it. */
  readonly alone: HeldVariant | null;
}

/** A tag that a mention shares with another one. */
interface Hit {
  /** Place of the mention's own variant. */
  readonly own: number;
  readonly bucket: Bucket;
  /** Place of the other one in the bucket. */
  readonly member: number;
}

/** Finds pairs of scanned mentions, part by part: a pair is found once, whatever parts its mentions are in. */
export class CandidateSearch {
  private readonly done = new Set<number>();

  /** @param crowded names of tags that any source holds too often */
  constructor(
    private readonly crowded: ReadonlySet<string>,
    private readonly model: Bounds,
    private readonly least: number,
  ) {}

  /**
   * Every pair of these mentions with another one that shares a tag through which both make pairs and that can score `least`. Most
   * strangers are told apart here, by the segments that stand with their tags, before their encodings are read.
   */
  among(scanned: readonly Scanned[], buckets: ReadonlyMap<string, Bucket>): Candidate[] {
    return scanned.flatMap((mention) => this.of(mention, buckets));
  }

  private of({ id, encoding }: Scanned, buckets: ReadonlyMap<string, Bucket>): Candidate[] {
    const { crowded, model, least, done } = this;
    done.add(id);
    const showsAll = showsAllShared(encoding, crowded);
    const partners = new Map<number, HeldVariant | null>();
    for (const epoch of encoding.epochs) {
      for (const [other, hits] of meetings(id, encoding, epoch, buckets, done)) {
        if (!showsAll) partners.set(other, null);
        else if (isWorthwhile(encoding, hits, model, least)) partners.set(other, loneVariantOf(encoding, hits));
      }
    }
    return [...partners].map(([other, alone]) => ({ id, other, alone }));
  }
}

/**
 * Whether the buckets show every tag that a mention shares with another one and that counts in their comparison: tags that are
 * crowded are in no bucket, and of several epochs the newest counts that the other one carries as well.
 */
function showsAllShared(encoding: StoredEncoding, crowded: ReadonlySet<string>): boolean {
  return (
    encoding.epochs.length === 1 && (crowded.size === 0 || !encoding.tags().some((tag) => crowded.has(nameOf(tag))))
  );
}

/** Who else shares tags with a mention in an epoch, with one hit for each tag; who is done already is left out. */
function meetings(
  id: number,
  encoding: StoredEncoding,
  epoch: number,
  buckets: ReadonlyMap<string, Bucket>,
  done: ReadonlySet<number>,
): Map<number, Hit | Hit[]> {
  const met = new Map<number, Hit | Hit[]>();
  encoding.held().forEach((variant, own) => {
    if (variant.epoch !== epoch) return;
    const bucket = buckets.get(variant.name);
    // A source that is crowded under this tag is not in the bucket: it makes no pairs through it.
    if (bucket === undefined || !bucket.ids.includes(id)) return;
    const { ids } = bucket;
    for (let member = 0; member < ids.length; member += 1) {
      const other = ids[member] ?? id;
      if (done.has(other)) continue;
      const hit = { own, bucket, member };
      const known = met.get(other);
      if (known === undefined) met.set(other, hit);
      else if (Array.isArray(known)) known.push(hit);
      else met.set(other, [known, hit]);
    }
  });
  return met;
}

/** False where the segments that stand with the shared tags say that the pair scores less than `least`. */
function isWorthwhile(encoding: StoredEncoding, hits: Hit | Hit[], model: Bounds, least: number): boolean {
  if (Array.isArray(hits)) return isWorthAll(encoding, hits, model, least);
  const { own, bucket, member } = hits;
  const [mine, at] = [encoding.held()[own]?.segment ?? null, segmentAt(bucket, member)];
  return mine === null || at < 0 || model.canReachAlone(mine, bucket.bytes, at, least);
}

function loneVariantOf(encoding: StoredEncoding, hits: Hit | Hit[]): HeldVariant | null {
  if (Array.isArray(hits) || segmentAt(hits.bucket, hits.member) >= 0) return null;
  const own = encoding.held()[hits.own];
  return own === undefined || own.segment === null ? null : own;
}

function isWorthAll(encoding: StoredEncoding, hits: readonly Hit[], model: Bounds, least: number): boolean {
  const [mine, theirs]: [VariantBits[], VariantBits[]] = [[], []];
  for (const { own, bucket, member } of hits) {
    const variant = encoding.comparable(own);
    const at = segmentAt(bucket, member);
    if (variant.seg !== null && at < 0) return true;
    mine.push(variant);
    theirs.push({ ...variant, seg: variant.seg && bucket.bytes.subarray(at, at + variant.seg.length) });
  }
  return model.canReach(mine, theirs, least);
}
