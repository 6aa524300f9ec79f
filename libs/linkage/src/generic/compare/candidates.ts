import type { EncodedRecords } from './encoded-file.js';

/** Pairs that one tag may bring: beyond it the tag says too little about a person, or floods. */
export const MOST_PAIRS_OF_A_TAG = 250_000;

/** What a search for candidates left out. */
export interface Skipped {
  readonly tags: number;
  readonly pairs: number;
}

/** Which records may be compared: those whose tags are equal under the same recipe. */
export class CandidateIndex {
  /** By recipe: the records of b under each tag. */
  private readonly buckets: readonly Map<bigint, number[]>[];

  constructor(
    private readonly a: EncodedRecords,
    b: EncodedRecords,
    private readonly cap = MOST_PAIRS_OF_A_TAG,
  ) {
    this.buckets = Array.from({ length: a.recipes }, (_, recipe) => bucketsOf(b, recipe));
    this.stamps = new Uint32Array(b.length);
    this.found = new Int32Array(b.length);
  }

  private readonly stamps: Uint32Array;
  private readonly found: Int32Array;

  /** Takes out the tags that would bring more pairs than the cap. Returns what was left out. */
  dropFloods(): Skipped {
    let [tags, pairs] = [0, 0];
    for (let recipe = 0; recipe < this.buckets.length; recipe += 1) {
      const buckets = this.buckets[recipe];
      if (buckets === undefined) continue;
      const counts = countsOf(this.a, recipe);
      for (const [tag, records] of buckets) {
        const n = (counts.get(tag) ?? 0) * records.length;
        if (n <= this.cap) continue;
        buckets.delete(tag);
        tags += 1;
        pairs += n;
      }
    }
    return { tags, pairs };
  }

  /**
   * Candidates of record `i` of a, in the order of b's records.
   * @param from first record of b that counts: past `i` itself where a and b are one file
   * @param visit gets each candidate with the recipes that agree
   */
  each(i: number, from: number, visit: (j: number, mask: number) => void): void {
    const { recipes, tags, masks } = this.a;
    let found = 0;
    const own = masks[i] ?? 0;
    for (let recipe = 0; recipe < recipes; recipe += 1) {
      if ((own & (1 << recipe)) === 0) continue;
      const records = this.buckets[recipe]?.get(tags[i * recipes + recipe] ?? 0n);
      if (records === undefined) continue;
      for (const j of records) {
        if (j < from) continue;
        if (this.stamps[j] === 0) this.found[found++] = j;
        this.stamps[j] = (this.stamps[j] ?? 0) | (1 << recipe);
      }
    }
    const list = this.found.subarray(0, found).sort();
    for (const j of list) {
      const mask = this.stamps[j] ?? 0;
      this.stamps[j] = 0;
      visit(j, mask);
    }
  }
}

function bucketsOf(records: EncodedRecords, recipe: number): Map<bigint, number[]> {
  const buckets = new Map<bigint, number[]>();
  for (let j = 0; j < records.length; j += 1) {
    if (((records.masks[j] ?? 0) & (1 << recipe)) === 0) continue;
    const tag = records.tags[j * records.recipes + recipe] ?? 0n;
    const bucket = buckets.get(tag);
    if (bucket === undefined) buckets.set(tag, [j]);
    else bucket.push(j);
  }
  return buckets;
}

function countsOf(records: EncodedRecords, recipe: number): Map<bigint, number> {
  return new Map([...bucketsOf(records, recipe)].map(([tag, list]) => [tag, list.length]));
}
