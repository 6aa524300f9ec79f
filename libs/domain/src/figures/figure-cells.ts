import { codesOf, FIGURE_TABLES, isCode, type FiguresData, type FigureTable } from '#contracts';

/** One cell of a table: one code for each of its dimensions, and a count from 0 or a marker. */
export type FigureCell = FiguresData['cells'][number];

/** The codes of every cell that a table has, in the order of its code lists. */
export function cellsOf(table: FigureTable): string[][] {
  return FIGURE_TABLES[table].dimensions.reduce<string[][]>(
    (cells, list) => cells.flatMap((codes) => codesOf(list).map((code) => [...codes, code])),
    [[]],
  );
}

/** Every cell of the table: counted ones with their count, the others with 0. */
export function filledCells(table: FigureTable, counted: readonly { codes: string[]; value: number }[]): FigureCell[] {
  const values = new Map(counted.map(({ codes, value }) => [keyOf(codes), value]));
  return cellsOf(table).map((codes) => ({ codes, value: values.get(keyOf(codes)) ?? 0 }));
}

/** Every cell of a table that the country did not count. */
export function notReported(table: FigureTable): FigureCell[] {
  return cellsOf(table).map((codes) => ({ codes, value: 'NOT_REPORTED' }));
}

/** Whether each cell names one code of each of the table's lists, in their order, and no cell stands twice. */
export function cellsFit(table: FigureTable, cells: readonly FigureCell[]): boolean {
  const { dimensions } = FIGURE_TABLES[table];
  const distinct = new Set(cells.map(({ codes }) => keyOf(codes)));
  return (
    distinct.size === cells.length &&
    cells.every(
      ({ codes }) => codes.length === dimensions.length && dimensions.every((list, i) => isCode(list, codes[i] ?? '')),
    )
  );
}

/** Codes hold no vertical bar. */
function keyOf(codes: readonly string[]): string {
  return codes.join('|');
}
