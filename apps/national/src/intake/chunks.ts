import { recordKey } from '../register/record-key.js';
import type { Taken } from './take-in.js';

/** Records in one transaction. */
export const CHUNK = 500;

/**
 * Groups lines into chunks in which no record stands twice, so that a repeat meets what the chunk before it committed.
 */
export class Chunker {
  private lines: Taken[] = [];
  private records = new Set<string>();

  /** Gives the full chunk before the line, if the line does not fit into it. */
  add(taken: Taken): readonly Taken[] | undefined {
    const key = 'parsed' in taken ? recordKey(taken.parsed.record) : undefined;
    const full = this.lines.length >= CHUNK || (key !== undefined && this.records.has(key)) ? this.take() : undefined;
    this.lines.push(taken);
    if (key !== undefined) this.records.add(key);
    return full;
  }

  take(): readonly Taken[] {
    const { lines } = this;
    this.lines = [];
    this.records = new Set();
    return lines;
  }
}
