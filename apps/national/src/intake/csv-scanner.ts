import type { FieldErrorCode } from './field-error.js';

export type Scanned =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly broken: FieldErrorCode };

/** A record longer than this has lost a quote. Characters. */
export const LONGEST_RECORD = 128 * 1024;

type Attempt = { cells: string[]; end: number } | { broken: FieldErrorCode } | 'more';

/**
 * RFC 4180 on pieces of text; divided by semicolons where the first line is, as spreadsheets of the region write CSV. A record that
 * breaks the rules is reported once; reading goes on at the next physical line that begins like a record, so that a forgotten quote costs
 * one record and not the rest of the file.
 */
export class CsvScanner {
  private text = '';
  private at = 0;
  private line = 1;
  private ended = false;
  private recovering = false;
  /** What comes next belongs to a line of which the beginning is gone. */
  private midLine = false;
  private width: number | undefined;
  /** Known from the first line on. */
  private divider: ',' | ';' | undefined;

  /** @param isStart whether a physical line begins like a record */
  constructor(private isStart: (line: string) => boolean) {}

  /** From now on rows must have so many cells; a record of several lines that has not may have lost a quote. */
  expect(width: number, isStart: (line: string) => boolean): void {
    this.width = width;
    this.isStart = isStart;
  }

  push(text: string): void {
    this.text = this.text.slice(this.at) + text;
    this.at = 0;
  }

  end(): void {
    this.ended = true;
  }

  /** The next row; undefined: needs more text, or is at the end. */
  next(): Scanned | undefined {
    while (this.recovering ? this.skipLine() : this.skipBlank());
    if (this.recovering || this.at >= this.text.length) return undefined;
    this.divider ??= this.dividerOfFirst();
    if (this.divider === undefined) return undefined;
    const { line } = this;
    const attempt = this.attempt();
    if (attempt === 'more') return undefined;
    if ('broken' in attempt) return this.breakOff(line, attempt.broken);
    const record = this.text.slice(this.at, attempt.end);
    if (this.width !== undefined && attempt.cells.length !== this.width) {
      const swallowed = record
        .split(/\r\n|\n|\r/)
        .slice(1)
        .some(this.isStart);
      if (swallowed) return this.breakOff(line, 'broken-quote');
    }
    this.at = attempt.end;
    this.line += lineBreaks(record);
    return { line, cells: attempt.cells };
  }

  /** Undefined until the line is there. */
  private dividerOfFirst(): ',' | ';' | undefined {
    const { content, whole } = physicalLine(this.text, this.at, this.ended);
    if (!whole && !this.ended && content.length < LONGEST_RECORD) return undefined;
    const unquoted = content.replace(/"[^"]*"/g, '');
    return unquoted.includes(';') && !unquoted.includes(',') ? ';' : ',';
  }

  private breakOff(line: number, broken: FieldErrorCode): Scanned {
    this.leave(physicalLine(this.text, this.at, this.ended));
    this.recovering = true;
    return { line, broken };
  }

  /** True when it skipped something. */
  private skipBlank(): boolean {
    const code = this.text.charCodeAt(this.at);
    if (code !== 10 && code !== 13) return false;
    if (code === 13 && this.at + 1 >= this.text.length && !this.ended) return false;
    this.at += code === 13 && this.text.charCodeAt(this.at + 1) === 10 ? 2 : 1;
    this.line += 1;
    return this.at < this.text.length;
  }

  /** Skips one physical line that does not begin like a record; false when it stops. */
  private skipLine(): boolean {
    if (this.at >= this.text.length) return false;
    const physical = physicalLine(this.text, this.at, this.ended);
    const known = physical.whole || this.ended;
    if (!known && physical.content.length < LONGEST_RECORD) return false;
    if (known && !this.midLine && this.isStart(physical.content)) {
      this.recovering = false;
      return false;
    }
    this.leave(physical);
    return true;
  }

  /** Goes behind a physical line, or behind what is there of it. */
  private leave({ end, whole }: PhysicalLine): void {
    this.at = end;
    if (whole) this.line += 1;
    this.midLine = !whole;
  }

  private attempt(): Attempt {
    const cells: string[] = [];
    for (let at = this.at; ;) {
      const cell = this.text.charCodeAt(at) === 34 ? this.quoted(at) : this.unquoted(at);
      if (cell === 'more') return this.text.length - this.at > LONGEST_RECORD ? { broken: 'too-large' } : 'more';
      if ('broken' in cell) return cell;
      cells.push(cell.value);
      if (cell.last) return { cells, end: cell.end };
      at = cell.end;
    }
  }

  private unquoted(start: number): CellAttempt {
    const ends = this.divider === ';' ? ENDS_BY_SEMICOLON : ENDS_BY_COMMA;
    ends.lastIndex = start;
    const stop = ends.exec(this.text)?.index ?? this.text.length;
    if (this.text.charCodeAt(stop) === 34) return { broken: 'broken-quote' };
    return this.endOfCell(this.text.slice(start, stop), stop);
  }

  private quoted(start: number): CellAttempt {
    let value = '';
    for (let from = start + 1; ;) {
      const quote = this.text.indexOf('"', from);
      if (quote < 0) return this.ended ? { broken: 'broken-quote' } : 'more';
      value += this.text.slice(from, quote);
      if (this.text.charCodeAt(quote + 1) !== 34) return this.endOfCell(value, quote + 1);
      value += '"';
      from = quote + 2;
    }
  }

  /** What stands behind a cell: a divider, a line break, the end, or something that must not be there. */
  private endOfCell(value: string, at: number): CellAttempt {
    if (at >= this.text.length) return this.ended ? { value, end: at, last: true } : 'more';
    if (this.text[at] === this.divider) return { value, end: at + 1, last: false };
    const code = this.text.charCodeAt(at);
    if (code === 10) return { value, end: at + 1, last: true };
    if (code !== 13) return { broken: 'broken-quote' };
    if (at + 1 >= this.text.length && !this.ended) return 'more';
    return { value, end: at + (this.text.charCodeAt(at + 1) === 10 ? 2 : 1), last: true };
  }
}

type CellAttempt = { value: string; end: number; last: boolean } | { broken: FieldErrorCode } | 'more';

const ENDS_BY_COMMA = /[",\r\n]/g;
const ENDS_BY_SEMICOLON = /[";\r\n]/g;

interface PhysicalLine {
  readonly content: string;
  readonly end: number;
  /** Whether its line break is there too. */
  readonly whole: boolean;
}

function physicalLine(text: string, at: number, ended: boolean): PhysicalLine {
  const found = /\r\n|\n|\r/g;
  found.lastIndex = at;
  const match = found.exec(text);
  // The line feed of a last carriage return may be on its way.
  const cut = match?.[0] === '\r' && match.index + 1 === text.length && !ended;
  if (match === null || cut) return { content: text.slice(at), end: text.length, whole: false };
  return { content: text.slice(at, match.index), end: match.index + match[0].length, whole: true };
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
