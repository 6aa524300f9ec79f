import type { EncodedRecords } from './encoded-file.js';
import { TagIndex } from './tag-index.js';

/** Pairs that one tag may bring: beyond it the tag says too little about a person, or floods. */
export const MOST_PAIRS_OF_A_TAG = 250_000;

/** What a search for candidates left out. */
export interface Skipped {
  readonly tags: number;
  readonly pairs: number;
}

/** Which records may be compared: those whose tags are equal under the same recipe. */
export class CandidateIndex {
  private readonly indexes: readonly TagIndex[];
  /** By recipe: first records of the tags that are left out. */
  private readonly floods: readonly Set<number>[];
  private readonly words: Uint32Array;
  private readonly stamps: Uint32Array;
  private readonly found: Int32Array;

  constructor(
    private readonly a: EncodedRecords,
    b: EncodedRecords,
    private readonly cap = MOST_PAIRS_OF_A_TAG,
  ) {
    this.indexes = Array.from({ length: a.recipes }, (_, recipe) => new TagIndex(b, recipe));
    this.floods = this.indexes.map(() => new Set());
    this.words = new Uint32Array(a.tags.buffer, a.tags.byteOffset, 2 * a.tags.length);
    this.stamps = new Uint32Array(b.length);
    this.found = new Int32Array(b.length);
  }

  /** Takes out the tags that would bring more pairs than the cap. Returns what was left out. */
  dropFloods(): Skipped {
    let [tags, pairs] = [0, 0];
    this.indexes.forEach((index, recipe) => {
      const counts = new Int32Array(index.sizes.length);
      for (let i = 0; i < this.a.length; i += 1) {
        const first = index.firstLike(this.a, this.words, i);
        if (first >= 0) counts[first] = (counts[first] ?? 0) + 1;
      }
      counts.forEach((count, first) => {
        const n = count * (index.sizes[first] ?? 0);
        if (n <= this.cap) return;
        this.floods[recipe]?.add(first);
        tags += 1;
        pairs += n;
      });
    });
    return { tags, pairs };
  }

  /**
   * Candidates of record `i` of a, in the order of b's records.
   * @param from first record of b that counts: past `i` itself where a and b are one file
   * @param visit gets each candidate with the recipes that agree
   */
  each(i: number, from: number, visit: (j: number, mask: number) => void): void {
    let found = 0;
    for (let recipe = 0; recipe < this.indexes.length; recipe += 1) {
      const index = this.indexes[recipe];
      const first = index?.firstLike(this.a, this.words, i) ?? -1;
      if (index === undefined || first < 0 || this.floods[recipe]?.has(first)) continue;
      for (let j = first; j >= 0; j = index.next[j] ?? -1) {
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
