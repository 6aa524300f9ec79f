/** Compared pairs in flat arrays that grow. */
export class EvidenceTable {
  left = new Int32Array(1024);
  right = new Int32Array(1024);
  /** By pair and comparison. */
  levels: Uint8Array;
  length = 0;

  constructor(readonly comparisons: number) {
    this.levels = new Uint8Array(1024 * comparisons);
  }

  /** Where the next pair's levels may be written; it counts after `keep`. */
  next(): number {
    if (this.length === this.left.length) this.grow();
    return this.length * this.comparisons;
  }

  keep(i: number, j: number): void {
    this.left[this.length] = i;
    this.right[this.length] = j;
    this.length += 1;
  }

  private grow(): void {
    const size = this.left.length * 2;
    this.left = resized(this.left, new Int32Array(size));
    this.right = resized(this.right, new Int32Array(size));
    const levels = new Uint8Array(size * this.comparisons);
    levels.set(this.levels);
    this.levels = levels;
  }
}

function resized(from: Int32Array, to: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  to.set(from);
  return to;
}
