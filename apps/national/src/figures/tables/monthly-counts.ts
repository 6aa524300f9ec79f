import { cellsFit, cellsOf, type FigureCell, type FiguresPeriod } from '#domain';
import { ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';

/** Tables about which the register knows nothing: an officer enters them month by month. */
export const ENTERED_TABLES = ['HOTLINE_CALLS', 'SCREENINGS', 'DISCLOSURES_BY_LAW'] as const;
export type EnteredTable = (typeof ENTERED_TABLES)[number];

export interface MonthlyCount {
  readonly table: EnteredTable;
  readonly counts: readonly { readonly codes: readonly string[]; readonly value: number }[];
}

/** Counts of a month that organisations report on paper or by telephone: calls, screenings, disclosures by law. */
export class MonthlyCounts {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Enters the counts of a month and table; entering them again replaces them.
   * @param month `2024-03`
   * @throws ProblemError 422 `cells-do-not-fit` unless each cell of the table is there once
   */
  async enter(officer: string, month: string, { table, counts }: MonthlyCount): Promise<void> {
    const cells = counts.map(({ codes, value }) => ({ codes: [...codes], value }));
    if (!cellsFit(table, cells) || cells.length !== cellsOf(table).length) {
      throw new ProblemError(
        422,
        'cells-do-not-fit',
        'Send each cell of the table once, with its codes in their order.',
      );
    }
    await retryingTransaction(this.dataSource, async (tx) => {
      await tx.run(
        `INSERT INTO figures.monthly_count (month, name, codes, value, entered_by)
         SELECT $1, $2, n.codes, n.value, $3 FROM unnest($4::text[], $5::integer[]) AS n (codes, value)
             ON CONFLICT (month, name, codes) DO UPDATE SET value = excluded.value, entered_by = excluded.entered_by,
                entered_at = now()`,
        [month, table, officer, cells.map(({ codes }) => codes.join('|')), cells.map(({ value }) => value)],
      );
    });
  }
}

/** The sum over the months of a period; undefined where a month was not entered: part of a period is no figure of it. */
export async function enteredCells(
  tx: Transaction,
  table: EnteredTable,
  { months }: FiguresPeriod,
): Promise<FigureCell[] | undefined> {
  const rows = await tx.rows<{ codes: string; value: number; months: number }>(
    `SELECT codes, sum(value)::int AS value, count(*)::int AS months FROM figures.monthly_count
      WHERE name = $1 AND month = ANY ($2::text[]) GROUP BY codes`,
    [table, months],
  );
  const whole = rows.filter((row) => row.months === months.length);
  if (whole.length !== cellsOf(table).length) return undefined;
  return cellsOf(table).map((codes) => ({
    codes,
    value: whole.find((row) => row.codes === codes.join('|'))?.value ?? 0,
  }));
}
