/**
 * What spreadsheets take for a formula (OWASP, CSV injection), and that behind apostrophes: so that taking one apostrophe
 * away gives exactly what was there before one was put in front.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet takes for a formula. `unguardedCell` gives the text back. */
export function guardedCell(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

/** The text of a cell that `guardedCell` may have made. */
export function unguardedCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
