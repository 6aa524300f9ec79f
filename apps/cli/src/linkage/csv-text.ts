/** A record that was scanned, or why it could not be. */
export type Scanned =
  { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly reason: string };

/** A record longer than this has lost a quote, or is none. Characters. */
const LONGEST = 128 * 1024;

type Fault = 'unclosed' | 'endless';
const REASONS: Readonly<Record<Fault, string>> = {
  unclosed: 'a quote is not closed',
  endless: `it has more than ${LONGEST} characters`,
};

/**
 * RFC 4180 on pieces of text. A record without its closing quote, or without an end, costs its first line; reading goes on at the next
 * one. Of what is no record no more is kept than a record may be long.
 */
export class CsvText {
  private text = '';
  private at = 0;
  private line = 1;
  /** The rest of the line belongs to what is no record. */
  private skipping = false;

  push(text: string): void {
    this.text = this.text.slice(this.at) + text;
    this.at = 0;
  }

  /** The next record; undefined: needs more text, or is at the end. */
  next(ended: boolean): Scanned | undefined {
    for (;;) {
      if (this.skipping) this.skipLine(ended);
      if (this.skipping || this.at >= this.text.length) return undefined;
      const end = this.endOfRecord(ended);
      if (end === 'more') return undefined;
      const { line } = this;
      if (typeof end === 'string') {
        this.skipping = true;
        return { line, reason: REASONS[end] };
      }
      const record = this.take(end);
      if (record !== '') return { line, ...cellsOf(record) };
    }
  }

  /** Where the line break behind the record begins. */
  private endOfRecord(ended: boolean): number | 'more' | Fault {
    const { text } = this;
    let quoted = false;
    for (let i = this.at; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === 34) quoted = !quoted;
      else if (!quoted && (code === 10 || code === 13)) {
        return code === 13 && i + 1 === text.length && !ended ? 'more' : i;
      }
      if (i - this.at > LONGEST) return quoted ? 'unclosed' : 'endless';
    }
    if (!ended) return 'more';
    return quoted ? 'unclosed' : text.length;
  }

  /** To behind the next line break, as far as there is text. */
  private skipLine(ended: boolean): void {
    const found = /[\r\n]/.exec(this.text.slice(this.at));
    if (found === null) {
      this.at = this.text.length;
      return;
    }
    const end = this.at + found.index;
    // The other half of the line break may come with the next piece.
    if (found[0] === '\r' && end + 1 === this.text.length && !ended) {
      this.at = end;
      return;
    }
    this.take(end);
    this.skipping = false;
  }

  /** Text up to `end`, and past the line break. */
  private take(end: number): string {
    const record = this.text.slice(this.at, end);
    const breakLength = this.text.startsWith('\r\n', end) ? 2 : 1;
    this.at = end + breakLength;
    this.line += (record.match(/\r\n|\r|\n/g)?.length ?? 0) + 1;
    return record;
  }
}

function cellsOf(record: string): { cells: string[] } | { reason: string } {
  if (!record.includes('"')) return { cells: record.split(',') };
  const cells: string[] = [];
  const cell = /(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/gy;
  let end = 0;
  for (let match = cell.exec(record); match !== null; match = cell.exec(record)) {
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    end = cell.lastIndex;
    if (end >= record.length) break;
  }
  return end === record.length ? { cells } : { reason: 'a quote stands inside of a cell' };
}
