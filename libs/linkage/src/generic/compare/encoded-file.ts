import type { PlacedLayout } from '../../encode/layout.js';
import { EncodingRefused, isOverfull, type EncodedRecord } from './encoded-record.js';
import { popCount } from './pop-count.js';

/** Records of one encoded file in flat arrays: what the comparison reads. */
export class EncodedRecords {
  readonly ids: string[] = [];
  readonly sources: string[] = [];
  /** Bit r: the record has a variant of recipe r. */
  readonly masks: Uint32Array;
  /** Tags by record and recipe, 0n where absent. */
  readonly tags: BigUint64Array;
  /** Segments by record and recipe. */
  readonly segments: Uint8Array;
  /** The same bytes. */
  readonly words: Uint32Array;
  /** Bits set in each filter, by record, recipe and filter. */
  readonly set: Uint16Array;
  /** By record and attribute. */
  readonly rarity: Uint8Array;

  constructor(
    readonly capacity: number,
    readonly recipes: number,
    readonly attributes: number,
    readonly layout: PlacedLayout,
  ) {
    this.masks = new Uint32Array(capacity);
    this.tags = new BigUint64Array(capacity * recipes);
    this.words = new Uint32Array((capacity * recipes * layout.bytes) / 4);
    this.segments = new Uint8Array(this.words.buffer);
    this.set = new Uint16Array(capacity * recipes * layout.filters.length);
    this.rarity = new Uint8Array(capacity * attributes);
  }

  get length(): number {
    return this.ids.length;
  }

  /** Takes in a record of the plan's layout. @throws EncodingRefused for one whose filters no encoder fills so */
  add({ id, source, mask, tags, segments, rarity }: EncodedRecord): void {
    const record = this.length;
    this.masks[record] = mask;
    this.rarity.set(rarity, record * this.attributes);
    const { bytes } = this.layout;
    let turn = 0;
    for (let recipe = 0; recipe < this.recipes; recipe += 1) {
      if ((mask & (1 << recipe)) === 0) continue;
      const at = record * this.recipes + recipe;
      this.tags[at] = tags.readBigUInt64BE(turn * 8);
      this.segments.set(segments.subarray(turn * bytes, (turn + 1) * bytes), at * bytes);
      this.countBits(at);
      turn += 1;
    }
    const sets = this.recipes * this.layout.filters.length;
    const own = this.set.subarray(record * sets, (record + 1) * sets);
    if (isOverfull(own, this.layout)) {
      // The place is the next record's, which may have fewer variants.
      own.fill(0);
      throw new EncodingRefused('a filter is too full');
    }
    this.ids.push(id);
    this.sources.push(source);
  }

  private countBits(at: number): void {
    const { filters, bytes } = this.layout;
    const start = (at * bytes) / 4;
    for (let f = 0; f < filters.length; f += 1) {
      const filter = filters[f];
      if (filter === undefined) continue;
      const from = start + filter.offset / 4;
      let sum = 0;
      for (let word = from; word < from + filter.length / 4; word += 1) sum += popCount(this.words[word] ?? 0);
      this.set[at * filters.length + f] = sum;
    }
  }
}
