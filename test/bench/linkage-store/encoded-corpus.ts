import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { say } from '../lib/report.js';
import { corpusDigest, EVENTS_OF_PART, type MentionEvent } from './encoded-part.js';

/**
 * Encoded mentions of a generated corpus, in files below `folder` that later runs read again: encoding takes about a
 * millisecond of processor time an event.
 */
export class EncodedCorpus {
  private constructor(private readonly files: readonly string[]) {}

  /** Makes what is missing for so many events, with a thread for each core. */
  static async of(folder: string, events: number): Promise<EncodedCorpus> {
    const home = join(folder, `mentions-${corpusDigest()}`);
    mkdirSync(home, { recursive: true });
    const files = Array.from({ length: Math.ceil(events / EVENTS_OF_PART) }, (_, part) => join(home, `${part}.ndjson`));
    const missing = files.flatMap((file, part) => (existsSync(file) ? [] : [{ part, file }]));
    if (missing.length > 0) say(`encoding ${missing.length * EVENTS_OF_PART} mentions`);
    await Promise.all(cpus().map(() => encodeInThread(missing)));
    return new EncodedCorpus(files);
  }

  /** The events in the order of their arrival. */
  async *events(): AsyncGenerator<MentionEvent> {
    for (const file of this.files) {
      for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
        yield JSON.parse(line) as MentionEvent;
      }
    }
  }
}

/** Takes one part after the other from the list until none is left. */
async function encodeInThread(missing: { part: number; file: string }[]): Promise<void> {
  if (missing.length === 0) return;
  const thread = new Worker(new URL('./write-part.js', import.meta.url));
  for (let next = missing.shift(); next !== undefined; next = missing.shift()) {
    thread.postMessage(next);
    await once(thread, 'message');
    if (missing.length > 0 && missing.length % 20 === 0) say(`${missing.length * EVENTS_OF_PART} mentions to encode`);
  }
  await thread.terminate();
}
