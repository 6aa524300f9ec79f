import type { Transaction } from '#persistence';

/** Whole calendar years, both included. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

/** `2022`, or `2018-2023` for several. */
export function labelOf({ from, to }: Years): string {
  return from === to ? String(from) : `${from}-${to}`;
}

export function eachYear({ from, to }: Years): Years[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ from: from + i, to: from + i }));
}

/** First to last year in which an accepted case was decided; undefined where nothing is decided. */
export async function decidedYears(tx: Transaction): Promise<Years | undefined> {
  const [span] = await tx.rows<{ first_year: number; last_year: number }>('SELECT * FROM reporting.decided_years()');
  return span && { from: span.first_year, to: span.last_year };
}
