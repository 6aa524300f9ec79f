import type { Taken } from './take-in.js';

/** Records in one transaction. */
export const CHUNK = 500;

/**
 * Groups lines into chunks in which no record id stands twice, so that a repeat meets what the chunk before it committed.
 */
export class Chunker {
  private lines: Taken[] = [];
  private ids = new Set<string>();

  /** Gives the full chunk before the line, if the line does not fit into it. */
  add(taken: Taken): readonly Taken[] | undefined {
    const id = 'parsed' in taken ? taken.parsed.record.recordId : undefined;
    const full = this.lines.length >= CHUNK || (id !== undefined && this.ids.has(id)) ? this.take() : undefined;
    this.lines.push(taken);
    if (id !== undefined) this.ids.add(id);
    return full;
  }

  take(): readonly Taken[] {
    const { lines } = this;
    this.lines = [];
    this.ids = new Set();
    return lines;
  }
}
