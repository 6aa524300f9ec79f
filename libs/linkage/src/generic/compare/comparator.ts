import type { LinkagePlan } from '../schema/plan.js';
import type { AttributeKind } from '../schema/schema.js';
import type { EncodedRecords } from './encoded-file.js';
import {
  ABSENT,
  CODE_LEVELS,
  DATE_LEVELS,
  EXACT,
  EXACT_RARE,
  ORIENTATION,
  SIMILARITY_BANDS,
  rareLevel,
} from './levels.js';
import { popCount } from './pop-count.js';
import { tokenTables } from './token-tables.js';

/** More shared variants add nothing that a decision turns on. */
const MOST_POOLED = 4;
/** By how much the crossed columns must be more alike than the straight ones, in thousandths, to count as swapped. */
const SWAP_MARGIN = 500;
/** Straight columns that together are so alike are not looked at crossed. */
const STRAIGHT_ENOUGH = 1500;
const DATE_DIGITS = 8;

/**
 * Compares two records that share at least one tag, attribute by attribute, from the bits of the variants that both have
 * under one salt: equality from slots, similarity from filters, averaged over up to four shared variants.
 */
export class Comparator {
  private readonly tables: readonly (readonly Float64Array[])[];
  /** Word positions of the variants that both records share, by side. */
  private readonly atA = new Int32Array(MOST_POOLED);
  private readonly atB = new Int32Array(MOST_POOLED);
  private shared = 0;

  constructor(
    private readonly plan: LinkagePlan,
    private readonly a: EncodedRecords,
    private readonly b: EncodedRecords,
  ) {
    this.tables = plan.layout.filters.map(({ bits }) => tokenTables(bits, MOST_POOLED));
  }

  /**
   * Levels of all comparisons of record `i` of a and `j` of b.
   * @param mask recipes under which their tags are equal, not 0
   */
  compare(i: number, j: number, mask: number, out: Uint8Array, at: number): void {
    this.poolVariants(i, j, mask);
    const { attributes, swaps } = this.plan;
    for (let x = 0; x < attributes.length; x += 1) out[at + x] = this.level(x, x, i, j);
    for (let s = 0; s < swaps.length; s += 1) {
      const [p, q] = swaps[s] ?? [0, 0];
      out[at + attributes.length + s] = this.orient(p, q, i, j, out, at);
    }
  }

  private poolVariants(i: number, j: number, mask: number): void {
    const { recipes } = this.a;
    this.shared = 0;
    for (let rest = mask; rest !== 0 && this.shared < MOST_POOLED; rest &= rest - 1) {
      const recipe = 31 - Math.clz32(rest & -rest);
      this.atA[this.shared] = i * recipes + recipe;
      this.atB[this.shared] = j * recipes + recipe;
      this.shared += 1;
    }
  }

  /** Two columns as they stand, or crossed when that makes them clearly more alike; then their levels are the crossed ones. */
  private orient(p: number, q: number, i: number, j: number, out: Uint8Array, at: number): number {
    const straight = this.likeness(p, p, out[at + p] ?? 0) + this.likeness(q, q, out[at + q] ?? 0);
    if (straight >= STRAIGHT_ENOUGH) return ORIENTATION.straight;
    const [pq, qp] = [this.level(p, q, i, j), this.level(q, p, i, j)];
    const crossed = this.likeness(p, q, pq) + this.likeness(q, p, qp);
    if (crossed < straight + SWAP_MARGIN) return ORIENTATION.straight;
    out[at + p] = pq;
    out[at + q] = qp;
    return ORIENTATION.swapped;
  }

  private likeness(x: number, y: number, level: number): number {
    if (level === ABSENT) return 0;
    return level === EXACT || level >= EXACT_RARE ? 1000 : this.similarity(x, y);
  }

  /** Attribute `x` of a's record against attribute `y` of b's; they differ only where columns may be swapped. */
  private level(x: number, y: number, i: number, j: number): number {
    const [own, other] = [this.plan.attributes[x], this.plan.attributes[y]];
    if (own === undefined || other === undefined) return ABSENT;
    const equal = this.sameSlot(own.slots.form, other.slots.form);
    if (equal === ABSENT) return ABSENT;
    if (equal === EXACT) {
      if (!own.attribute.rarity) return EXACT;
      const { attributes } = this.a;
      return rareLevel(this.a.rarity[i * attributes + x] ?? 0, this.b.rarity[j * attributes + y] ?? 0);
    }
    return this.unequalLevel(own.attribute.kind, x, y);
  }

  private unequalLevel(kind: AttributeKind, x: number, y: number): number {
    switch (kind) {
      case 'sex':
      case 'category':
        return EXACT + 1;
      case 'date':
        return this.dateLevel(x);
      case 'code':
      case 'strong-id':
        return this.codeLevel(x);
      default:
        return bandOf(this.similarity(x, y));
    }
  }

  private dateLevel(x: number): number {
    const slots = this.plan.attributes[x]?.slots;
    const digits = Math.round((this.similarity(x, x) * DATE_DIGITS) / 1000);
    if (slots === undefined) return DATE_LEVELS.other;
    if (digits >= 7) return DATE_LEVELS.oneDigit;
    if (this.sameSlot(slots.sorted, slots.sorted) === EXACT) return DATE_LEVELS.sameDigits;
    if (digits === 6) return DATE_LEVELS.twoDigits;
    if (this.sameSlot(slots.year, slots.year) === EXACT) return DATE_LEVELS.sameYear;
    if (this.sameSlot(slots.monthDay, slots.monthDay) === EXACT) return DATE_LEVELS.sameMonthDay;
    if (digits === 5) return DATE_LEVELS.threeDigits;
    return digits === 4 ? DATE_LEVELS.fourDigits : DATE_LEVELS.other;
  }

  private codeLevel(x: number): number {
    const { sorted } = this.plan.attributes[x]?.slots ?? { sorted: -1 };
    if (this.sameSlot(sorted, sorted) === EXACT) return CODE_LEVELS.sameCharacters;
    const similarity = this.similarity(x, x);
    if (similarity >= 650) return CODE_LEVELS.close;
    if (similarity >= 450) return CODE_LEVELS.near;
    return similarity >= 250 ? CODE_LEVELS.far : CODE_LEVELS.other;
  }

  /** ABSENT, EXACT or EXACT + 1, from the first shared variant. */
  private sameSlot(slotA: number, slotB: number): number {
    const { slots, bytes } = this.plan.layout;
    const [x, y] = [slots[slotA], slots[slotB]];
    if (x === undefined || y === undefined) return ABSENT;
    const a = (this.atA[0] ?? 0) * bytes + x.offset;
    const b = (this.atB[0] ?? 0) * bytes + y.offset;
    let [equal, heldA, heldB] = [true, 0, 0];
    for (let k = 0; k < x.length; k += 1) {
      const [left, right] = [this.a.segments[a + k] ?? 0, this.b.segments[b + k] ?? 0];
      heldA |= left;
      heldB |= right;
      equal &&= left === right;
    }
    if (heldA === 0 || heldB === 0) return ABSENT;
    return equal ? EXACT : EXACT + 1;
  }

  /** Estimated Dice similarity of the two token sets in thousandths (see `tokenDice`), over all pooled variants. */
  private similarity(x: number, y: number): number {
    const [filterA, filterB] = [this.plan.attributes[x]?.filter ?? -1, this.plan.attributes[y]?.filter ?? -1];
    const { filters, bytes } = this.plan.layout;
    const [fa, fb] = [filters[filterA], filters[filterB]];
    const table = this.tables[filterA]?.[this.shared];
    if (fa === undefined || fb === undefined || table === undefined) return 0;
    const [words, count] = [bytes / 4, fa.length / 4];
    let [setA, setB, both] = [0, 0, 0];
    for (let s = 0; s < this.shared; s += 1) {
      const [atA, atB] = [this.atA[s] ?? 0, this.atB[s] ?? 0];
      setA += this.a.set[atA * filters.length + filterA] ?? 0;
      setB += this.b.set[atB * filters.length + filterB] ?? 0;
      const [a, b] = [atA * words + fa.offset / 4, atB * words + fb.offset / 4];
      for (let k = 0; k < count; k += 1) {
        both += popCount((this.a.words[a + k] ?? 0) & (this.b.words[b + k] ?? 0));
      }
    }
    const [inA, inB, inUnion] = [table[setA] ?? 0, table[setB] ?? 0, table[setA + setB - both] ?? 0];
    if (inA + inB === 0) return 0;
    return Math.max(0, Math.min(1000, Math.round((2000 * (inA + inB - inUnion)) / (inA + inB))));
  }
}

function bandOf(similarity: number): number {
  let level = EXACT + 1;
  for (const band of SIMILARITY_BANDS) {
    if (similarity >= band) return level;
    level += 1;
  }
  return level;
}
