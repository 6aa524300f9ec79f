import type { Transaction } from '#persistence';
import { compare } from '../edges/compare.js';
import { StoredEncoding } from '../mentions/encoding.js';
import type { ModelShelf } from '../models/model-shelf.js';
import { currentModel, type StoredModel } from '../models/model-store.js';
import { floodedBetween, foundOfSample, namesOf, pairsFound, partnersOfSample, type Pair } from './audited-pairs.js';
import { ppm, recallOf, type AuditResult, type Miss } from './audit-result.js';
import type { ScanHit, ScanRow } from './scan-parcel.js';
import { ScanThread } from './scan-thread.js';

/** Mentions read and compared at a time: what the process holds beside the sample, whatever the size of the store. */
const BATCH = 500;
/** Two segments under different salts agree in 500 thousandths of their bits, give or take 16: 570 is chance three times in a million. */
const ALIKE_PERMILLE = 570;
/** Never by chance. */
const STRANGE_PERMILLE = 640;
/** Missed pairs that a result names. */
const MOST_MISSES = 50;

export interface AuditOptions {
  /** Mentions compared with all others. */
  readonly sample: number;
  /** Another salt draws another sample. */
  readonly salt: string;
  readonly signal: AbortSignal;
  readonly onProgress: (scanned: number, mentions: number) => Promise<void>;
}

/**
 * How many of the pairs above the thresholds were found through tags: a sample of mentions is compared, bit by bit and without
 * an index, with everybody. Needs a transaction of its own, which it makes read-only; consumers go on meanwhile.
 *
 * Bits are comparable under one salt only. A pair that shares no salt cannot be found by anybody without keys, not here either:
 * what that costs is measured on the generated corpus, where the truth is known.
 * @throws the signal's reason when it is aborted
 */
export async function auditRecall(tx: Transaction, shelf: ModelShelf, options: AuditOptions): Promise<AuditResult> {
  await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  const stored = await currentModel(tx, shelf);
  const sample = encodingsOf(await tx.rows<EncodedRow>(SAMPLE, [options.salt, options.sample]));
  const thread = new ScanThread(rowsOf(sample), ALIKE_PERMILLE);
  try {
    return await new Audit(tx, stored, sample, thread).run(options);
  } finally {
    await thread.end();
  }
}

interface EncodedRow {
  readonly id: number;
  readonly encoding: Buffer;
}

type Encodings = ReadonlyMap<number, StoredEncoding>;

interface AbovePair {
  readonly pair: Pair;
  readonly mbits: number;
}

class Audit {
  /** Pairs in the review band or above that the scan has found and tags as well. */
  private seen = 0;
  private readonly missed: AbovePair[] = [];
  private strangers = 0;

  constructor(
    private readonly tx: Transaction,
    private readonly stored: StoredModel,
    private readonly sample: Encodings,
    private readonly thread: ScanThread,
  ) {}

  async run({ signal, onProgress }: AuditOptions): Promise<AuditResult> {
    const { tx } = this;
    const [row] = await tx.rows<{ n: number }>('SELECT count(*)::float8 AS n FROM linkage.mention WHERE active');
    const mentions = row?.n ?? 0;
    await tx.run('DECLARE everybody NO SCROLL CURSOR FOR SELECT id, encoding FROM linkage.mention WHERE active');
    for (let scanned = 0; ;) {
      signal.throwIfAborted();
      const batch = encodingsOf(await tx.rows<EncodedRow>(`FETCH ${BATCH} FROM everybody`));
      if (batch.size === 0) break;
      await this.judge(await this.thread.similar(rowsOf(batch)), batch);
      scanned += batch.size;
      await onProgress(scanned, mentions);
    }
    return this.result(mentions);
  }

  /** What the bits say is alike is compared as the engine does it; a chance hit shares no tag. */
  private async judge(hits: readonly ScanHit[], batch: Encodings): Promise<void> {
    const { model, id: modelId } = this.stored;
    const above: AbovePair[] = [];
    for (const { sampled, id, permille } of hits) {
      const [one, other] = [this.sample.get(sampled), batch.get(id)];
      // A pair of the sample comes from either side: it counts once.
      if (one === undefined || other === undefined || (this.sample.has(id) && id < sampled)) continue;
      const comparison = compare(model, one, other);
      if (comparison === undefined) this.strangers += permille >= STRANGE_PERMILLE ? 1 : 0;
      else if (comparison.score.mbits >= model.thresholds.review) {
        const pair: Pair = sampled < id ? [sampled, id] : [id, sampled];
        above.push({ pair, mbits: comparison.score.mbits });
      }
    }
    const found = await pairsFound(
      this.tx,
      modelId,
      above.map(({ pair }) => pair),
    );
    for (const one of above) {
      if (found.has(one.pair.join(' '))) this.seen += 1;
      else this.missed.push(one);
    }
  }

  private async result(mentions: number): Promise<AuditResult> {
    const { tx, stored, sample, missed } = this;
    const { statistical } = stored.model.thresholds;
    const found = await foundOfSample(tx, stored.id, [...sample.keys()], stored.model.thresholds);
    const pairs = sample.size * Math.max(0, mentions - 1);
    const compared = await partnersOfSample(tx, sample);
    return {
      ...{ sampled: sample.size, mentions },
      statistical: recallOf(found.statistical, missed.filter(({ mbits }) => mbits >= statistical).length),
      review: recallOf(found.review, missed.length),
      sightPpm: ppm(this.seen, found.review),
      reductionPpm: ppm(pairs - compared, pairs),
      strangers: this.strangers,
      misses: await this.named(missed.slice(0, MOST_MISSES).map(({ pair }) => pair)),
    };
  }

  private async named(pairs: readonly Pair[]): Promise<Miss[]> {
    const names = await namesOf(this.tx, pairs.flat());
    const misses: Miss[] = [];
    for (const [lo, hi] of pairs) {
      const [a, b] = [names.get(lo), names.get(hi)];
      if (a === undefined || b === undefined) continue;
      misses.push({ a, b, reason: (await floodedBetween(this.tx, [lo, hi])) ? 'TAGS_FLOODED' : 'NOT_FOUND' });
    }
    return misses;
  }
}

function encodingsOf(rows: readonly EncodedRow[]): Encodings {
  return new Map(rows.map(({ id, encoding }) => [id, new StoredEncoding(encoding)]));
}

/** Every segment of every mention, in every epoch. */
function rowsOf(encodings: Encodings): ScanRow[] {
  return [...encodings].flatMap(([id, encoding]) => encoding.segments().map(({ space, seg }) => ({ space, id, seg })));
}

const SAMPLE = `
  SELECT id, encoding FROM linkage.mention WHERE active ORDER BY md5(id::text || $1::text), id LIMIT $2::integer`;
