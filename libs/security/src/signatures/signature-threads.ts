import { availableParallelism } from 'node:os';
import type { SignedEvent } from './event-signature.js';
import { parcelOf } from './signature-parcel.js';
import { SignatureThread } from './signature-thread.js';

/** Signatures of one parcel: enough to make the way to a thread cheap, few enough that one chunk keeps several busy. */
const PARCEL_SIZE = 250;
/** More threads than this would only wait for the database behind them. */
const MOST_THREADS = 4;

/**
 * Checks signatures beside the main thread: each costs about as much processor time as everything else that is done with
 * an event. Threads are started when there is work for them.
 */
export class SignatureThreads {
  private readonly threads = new Set<SignatureThread>();

  constructor(private readonly limit = Math.min(availableParallelism(), MOST_THREADS)) {}

  /** Whether each signature is good, in their order. Rejects only when a thread ends before it has answered. */
  async verify(events: readonly SignedEvent[]): Promise<boolean[]> {
    const answers: Promise<Uint8Array>[] = [];
    for (let i = 0; i < events.length; i += PARCEL_SIZE) {
      answers.push(this.leastBusy().verify(parcelOf(events.slice(i, i + PARCEL_SIZE))));
    }
    return (await Promise.all(answers)).flatMap((verdicts) => Array.from(verdicts, (verdict) => verdict === 1));
  }

  /** Ends all threads; what they were doing is rejected. */
  async close(): Promise<void> {
    await Promise.all([...this.threads].map((thread) => thread.end()));
  }

  private leastBusy(): SignatureThread {
    const [first] = [...this.threads].sort((a, b) => a.load - b.load);
    if (first !== undefined && (first.load === 0 || this.threads.size >= this.limit)) return first;
    const thread = new SignatureThread((ended) => this.threads.delete(ended));
    this.threads.add(thread);
    return thread;
  }
}
