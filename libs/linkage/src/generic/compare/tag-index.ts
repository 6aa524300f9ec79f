import type { EncodedRecords } from './encoded-file.js';

const NONE = -1;

/** The records of one side by their tag under one recipe: a chained hash table in flat arrays. */
export class TagIndex {
  private readonly slots: Int32Array;
  private readonly mask: number;
  /** By record: the next one with the same tag, in the order of the records; -1 at the end. */
  readonly next: Int32Array;
  /** By first record of a tag: how many have it. */
  readonly sizes: Int32Array;
  private readonly lasts: Int32Array;
  private readonly words: Uint32Array;

  constructor(
    private readonly records: EncodedRecords,
    private readonly recipe: number,
  ) {
    const { length, tags } = records;
    const room = 2 ** Math.ceil(Math.log2(2 * length + 2));
    this.slots = new Int32Array(room).fill(NONE);
    this.mask = room - 1;
    this.next = new Int32Array(length).fill(NONE);
    this.sizes = new Int32Array(length);
    this.lasts = new Int32Array(length);
    this.words = new Uint32Array(tags.buffer, tags.byteOffset, 2 * tags.length);
    for (let j = 0; j < length; j += 1) if (hasRecipe(records, j, recipe)) this.insert(j);
  }

  /** First record whose tag is that of record `i` of another side, -1 for none or where that one has no such variant. */
  firstLike(other: EncodedRecords, words: Uint32Array, i: number): number {
    if (!hasRecipe(other, i, this.recipe)) return NONE;
    const at = 2 * (i * other.recipes + this.recipe);
    return this.slots[this.find(words[at] ?? 0, words[at + 1] ?? 0)] ?? NONE;
  }

  private insert(j: number): void {
    const at = 2 * (j * this.records.recipes + this.recipe);
    const slot = this.find(this.words[at] ?? 0, this.words[at + 1] ?? 0);
    const first = this.slots[slot] ?? NONE;
    if (first === NONE) this.slots[slot] = j;
    else this.next[this.lasts[first] ?? 0] = j;
    const head = first === NONE ? j : first;
    this.lasts[head] = j;
    this.sizes[head] = (this.sizes[head] ?? 0) + 1;
  }

  /** The tag's slot, or the free one where it would stand. Tags are pseudo-random: their bits are the hash. */
  private find(low: number, high: number): number {
    const { slots, words, mask } = this;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const j = slots[slot] ?? NONE;
      if (j === NONE) return slot;
      const at = 2 * (j * this.records.recipes + this.recipe);
      if (words[at] === low && words[at + 1] === high) return slot;
    }
  }
}

function hasRecipe({ masks }: EncodedRecords, i: number, recipe: number): boolean {
  return ((masks[i] ?? 0) & (1 << recipe)) !== 0;
}
