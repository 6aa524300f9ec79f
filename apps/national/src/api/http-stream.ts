import { once } from 'node:events';
import type { Response } from 'express';

/** Output that may wait in memory while a client sends and does not read yet; beyond it reading is held back. Bytes. */
const MOST_WAITING = 16 * 1024 * 1024;

/** Streams NDJSON out while the request still streams in. */
export class NdjsonAnswer {
  private readonly gone = new AbortController();

  constructor(private readonly response: Response) {
    response.status(200).type('application/x-ndjson');
    response.flushHeaders();
    response.once('close', () => this.gone.abort());
  }

  async write(lines: readonly object[]): Promise<void> {
    if (lines.length === 0 || this.gone.signal.aborted) return;
    this.response.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    if (this.response.writableLength > MOST_WAITING) {
      // A client that has gone cannot drain; what it sent until then is still taken in.
      await once(this.response, 'drain', { signal: this.gone.signal }).catch(() => undefined);
    }
  }

  end(): void {
    this.response.end();
  }
}

/** Makes the answer when the first line is due: a request refused before that still gets its own status. */
export class LazyAnswer {
  private answer: NdjsonAnswer | undefined;

  constructor(private readonly response: Response) {}

  write(lines: readonly object[]): Promise<void> {
    this.answer ??= new NdjsonAnswer(this.response);
    return this.answer.write(lines);
  }

  async end(last: object): Promise<void> {
    await this.write([last]);
    this.answer?.end();
  }
}
