import type { FigureMarker, FigureTable } from '#contracts';
import { cellsOf, type FigureCell } from './figure-cells.js';

/** A table as its country published it, and what an officer said of that very version. */
export interface PublishedTable {
  readonly cells: readonly FigureCell[];
  /** `null`: nobody attested this version. */
  readonly attested: { readonly complete: boolean; readonly zeroConfirmed: boolean } | null;
}

/** A cell as readers see it: a number, or a marker and no number. A zero is one only where an officer confirmed it. */
export interface ShownCell {
  readonly codes: readonly string[];
  readonly value: number | null;
  readonly marker: FigureMarker | 'ZERO_CONFIRMED' | null;
}

/** Every cell of a table for its readers. A table that was never published, and a zero that nobody confirmed, are not reported. */
export function shownCells(table: FigureTable, published: PublishedTable | undefined): ShownCell[] {
  const values = new Map(published?.cells.map(({ codes, value }) => [codes.join('|'), value]));
  return cellsOf(table).map((codes) => shown(codes, values.get(codes.join('|')) ?? 0, published));
}

function shown(
  codes: readonly string[],
  value: number | FigureMarker,
  published: PublishedTable | undefined,
): ShownCell {
  if (published === undefined) return { codes, value: null, marker: 'NOT_REPORTED' };
  if (typeof value === 'string') return { codes, value: null, marker: value };
  if (value > 0) return { codes, value, marker: null };
  return published.attested?.zeroConfirmed === true
    ? { codes, value: 0, marker: 'ZERO_CONFIRMED' }
    : { codes, value: null, marker: 'NOT_REPORTED' };
}
