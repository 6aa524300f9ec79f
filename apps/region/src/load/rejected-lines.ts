import { createWriteStream, rmSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

/** A line of a file that was not taken in; codes and names of columns, never what stands in them. */
export interface RejectedLine {
  readonly line: number;
  readonly record_id?: string;
  readonly errors?: readonly { readonly field: string; readonly code: string }[];
}

/** Rejected lines that are shown at once; the others stand in the file. */
const SHOWN = 5;

/** Writes every rejected line of one file down, NDJSON, and remembers the first ones. */
export class RejectedLines {
  readonly first: RejectedLine[] = [];
  private stream: WriteStream | undefined;

  /** @param file is there afterwards only if a line was rejected */
  constructor(readonly file: string) {
    rmSync(file, { force: true });
  }

  async add({ line, record_id, errors = [] }: RejectedLine): Promise<void> {
    const rejected = { line, ...(record_id === undefined ? {} : { record_id }), errors };
    if (this.first.length < SHOWN) this.first.push(rejected);
    this.stream ??= createWriteStream(this.file, { mode: 0o600 });
    if (!this.stream.write(`${JSON.stringify(rejected)}\n`)) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    if (this.stream === undefined) return;
    this.stream.end();
    await finished(this.stream);
  }
}
