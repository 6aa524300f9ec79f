import { guardedCell } from '../intake/htcds/cell-guard.js';

/** Also what is a divider where a comma is a decimal sign. */
const QUOTED = /[",;\r\n\t']/;

/** A line of a CSV file with its line break; no cell of it is a formula to a spreadsheet. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const guarded = guardedCell(text);
  return QUOTED.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
