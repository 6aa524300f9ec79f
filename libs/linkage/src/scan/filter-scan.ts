import { SCAN_KERNEL } from './scan-kernel.js';

/** Bytes of one filter: 1024 bits. */
export const FILTER_BYTES = 128;
/** Filters that one call of the kernel compares: bounds the room for its hits. */
const CALL = 4_096;
const HIT_BYTES = 8;
const COUNT_BYTES = 4;
const PAGE_BYTES = 65_536;
/** Addresses of a 32-bit memory end at 4 GiB; half of it keeps the kernel's signed arithmetic safe. */
const MOST_FILTERS = Math.floor((2 ** 31 - PAGE_BYTES) / (FILTER_BYTES + COUNT_BYTES));

type Kernel = (
  query: number,
  store: number,
  counts: number,
  from: number,
  to: number,
  queryCount: number,
  permille: number,
  out: number,
) => number;

/** A filter that is similar to the query: its number in the scan and its Dice similarity in thousandths, rounded down. */
export type OnHit = (index: number, dicePermille: number) => void;

/**
 * Compares one filter with every filter of a store, without an index: the oracle that an index is checked against. A
 * hundred million comparisons a second on one core (WebAssembly SIMD; scan-kernel.wat).
 */
export class FilterScan {
  private readonly kernel: Kernel;
  private readonly bytes: Uint8Array;
  private readonly words: Int32Array;
  private readonly counts: number;
  private readonly out: number;
  private held = 0;

  /** @throws RangeError for a capacity below 1 or above about 16 million */
  constructor(private readonly capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1 || capacity > MOST_FILTERS) {
      throw new RangeError(`A scan holds 1 to ${MOST_FILTERS} filters.`);
    }
    this.counts = (capacity + 1) * FILTER_BYTES;
    this.out = this.counts + capacity * COUNT_BYTES;
    const memory = new WebAssembly.Memory({ initial: Math.ceil((this.out + CALL * HIT_BYTES) / PAGE_BYTES) });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(SCAN_KERNEL), { scan: { memory } });
    this.kernel = exports['scan'] as Kernel;
    this.bytes = new Uint8Array(memory.buffer);
    this.words = new Int32Array(memory.buffer);
  }

  get size(): number {
    return this.held;
  }

  /** Gives the filter's number. @throws RangeError when the scan is full or the filter has another length */
  add(filter: Uint8Array): number {
    if (filter.length !== FILTER_BYTES) throw new RangeError(`A filter has ${FILTER_BYTES} bytes.`);
    if (this.held === this.capacity) throw new RangeError(`The scan is full with ${this.capacity} filters.`);
    const index = this.held;
    this.bytes.set(filter, (index + 1) * FILTER_BYTES);
    this.words[this.counts / COUNT_BYTES + index] = setBits(filter);
    this.held += 1;
    return index;
  }

  /** Calls back for every filter from `from` on whose Dice similarity to the query is at least `permille` thousandths. */
  similar(query: Uint8Array, permille: number, onHit: OnHit, from = 0): void {
    if (query.length !== FILTER_BYTES) throw new RangeError(`A filter has ${FILTER_BYTES} bytes.`);
    this.bytes.set(query, 0);
    const queryCount = setBits(query);
    for (let start = from; start < this.held; start += CALL) {
      const end = Math.min(start + CALL, this.held);
      const hits = this.kernel(0, FILTER_BYTES, this.counts, start, end, queryCount, permille, this.out);
      this.tell(hits, queryCount, onHit);
    }
  }

  private tell(hits: number, queryCount: number, onHit: OnHit): void {
    for (let at = this.out / COUNT_BYTES; at < this.out / COUNT_BYTES + 2 * hits; at += 2) {
      const [index, both] = [this.words[at] ?? 0, this.words[at + 1] ?? 0];
      const bits = queryCount + (this.words[this.counts / COUNT_BYTES + index] ?? 0);
      onHit(index, bits === 0 ? 0 : Math.floor((2000 * both) / bits));
    }
  }
}

function setBits(filter: Uint8Array): number {
  let count = 0;
  for (const byte of filter) for (let rest = byte; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
