import { Worker } from 'node:worker_threads';
import type { SignatureParcel } from './signature-parcel.js';

interface Pending {
  readonly resolve: (verdicts: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

/** MiB for young objects of a thread that makes hardly any; the service's own, larger room is not for it. */
const YOUNG_MIB = 4;

/** A thread that checks signatures, parcel after parcel. It keeps the process alive only while it has work. */
export class SignatureThread {
  private readonly worker = new Worker(new URL('./verify-parcels.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
  });
  private readonly pending: Pending[] = [];

  /** `onEnd` is called once, when the thread has ended for whatever reason. */
  constructor(onEnd: (thread: SignatureThread) => void) {
    this.worker.unref();
    this.worker.on('message', ({ verdicts }: { verdicts: Uint8Array }) => {
      this.pending.shift()?.resolve(verdicts);
      if (this.pending.length === 0) this.worker.unref();
    });
    let cause: unknown;
    this.worker.on('error', (error) => (cause = error));
    this.worker.on('exit', () => {
      onEnd(this);
      const ended = new Error('A thread that checked signatures has ended.', { cause });
      for (const { reject } of this.pending.splice(0)) reject(ended);
    });
  }

  /** Parcels that were sent and not answered yet. */
  get load(): number {
    return this.pending.length;
  }

  /** One byte for each signature of the parcel, 1 for a good one. Takes the parcel's memory. */
  verify(parcel: SignatureParcel): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.pending.push({ resolve, reject });
      this.worker.ref();
      this.worker.postMessage(parcel, [parcel.bytes]);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
