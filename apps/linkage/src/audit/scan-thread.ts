import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { FILTER_BYTES } from '#linkage';
import { parcelOf, type ScanHit, type ScanRow } from './scan-parcel.js';

/** Compares segments with all of a sample on a thread of its own: consumers keep theirs. One call at a time. */
export class ScanThread {
  private readonly worker: Worker;

  /** @param permille least share of bits in which two segments are similar beyond chance, thousandths */
  constructor(sample: readonly ScanRow[], permille: number) {
    const workerData = { sample: parcelOf(sample, FILTER_BYTES), permille };
    this.worker = new Worker(new URL('./scan-sample.mjs', import.meta.url), { execArgv: [], workerData });
  }

  /** Pairs of a row's mention with one of the sample, each once. */
  async similar(rows: readonly ScanRow[]): Promise<ScanHit[]> {
    const answer = once(this.worker, 'message') as Promise<[Int32Array]>;
    const parcel = parcelOf(rows, FILTER_BYTES);
    this.worker.postMessage(parcel, [parcel]);
    const [hits] = await answer;
    return Array.from({ length: hits.length / 3 }, (_, i): ScanHit => {
      const [sampled = 0, id = 0, permille = 0] = hits.subarray(3 * i, 3 * i + 3);
      return { sampled, id, permille };
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
