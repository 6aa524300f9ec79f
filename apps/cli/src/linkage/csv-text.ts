/** A record that was scanned, or why it could not be. */
export type Scanned =
  { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly reason: string };

/** A record longer than this has lost a quote. Characters. */
const LONGEST = 128 * 1024;

/** RFC 4180 on pieces of text. A record without its closing quote costs its first line; reading goes on at the next one. */
export class CsvText {
  private text = '';
  private at = 0;
  private line = 1;

  push(text: string): void {
    this.text = this.text.slice(this.at) + text;
    this.at = 0;
  }

  /** The next record; undefined: needs more text, or is at the end. */
  next(ended: boolean): Scanned | undefined {
    for (;;) {
      if (this.at >= this.text.length) return undefined;
      const end = this.endOfRecord(ended);
      if (end === 'more') return undefined;
      const { line } = this;
      if (end === 'unclosed') {
        this.take(this.endOfLine());
        return { line, reason: 'a quote is not closed' };
      }
      const record = this.take(end);
      if (record !== '') return { line, ...cellsOf(record) };
    }
  }

  /** Where the line break behind the record begins. */
  private endOfRecord(ended: boolean): number | 'more' | 'unclosed' {
    const { text } = this;
    let quoted = false;
    for (let i = this.at; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === 34) quoted = !quoted;
      else if (!quoted && (code === 10 || code === 13)) {
        return code === 13 && i + 1 === text.length && !ended ? 'more' : i;
      }
      if (quoted && i - this.at > LONGEST) return 'unclosed';
    }
    if (!ended) return 'more';
    return quoted ? 'unclosed' : text.length;
  }

  private endOfLine(): number {
    const found = /[\r\n]/.exec(this.text.slice(this.at));
    return found === null ? this.text.length : this.at + found.index;
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
