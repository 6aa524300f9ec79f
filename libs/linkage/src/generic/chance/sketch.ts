/** Counters of each of the rows. */
const WIDTH = 1 << 20;
const ROWS = 3;

/** Counts values of any number in 12 MB: a count-min sketch (Cormode and Muthukrishnan, 2005). Never too low. */
export class FrequencySketch {
  private readonly counts = Array.from({ length: ROWS }, () => new Uint32Array(WIDTH));
  /** Values counted. */
  total = 0;

  add(value: string): void {
    this.total += 1;
    for (let row = 0; row < ROWS; row += 1) {
      const counts = this.counts[row];
      const at = hash(value, row);
      if (counts !== undefined) counts[at] = (counts[at] ?? 0) + 1;
    }
  }

  count(value: string): number {
    let least = Infinity;
    for (let row = 0; row < ROWS; row += 1) least = Math.min(least, this.counts[row]?.[hash(value, row)] ?? 0);
    return least;
  }
}

/** FNV-1a with a start of its own for each row, mixed (murmur3's finalizer). */
function hash(value: string, row: number): number {
  let h = 0x811c9dc5 ^ Math.imul(row + 1, 0x9e3779b1);
  for (let i = 0; i < value.length; i += 1) h = Math.imul(h ^ value.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) & (WIDTH - 1);
}
