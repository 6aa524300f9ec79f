import { existsSync } from 'node:fs';
import { readRows } from '../../../apps/cli/src/linkage/read-rows.js';
import { Absent } from './part.js';

export type Cells = ReadonlyMap<string, string>;

/** The rows of a CSV file. @throws Absent when there is no such file */
export async function readTable(file: string, columns: readonly string[]): Promise<Cells[]> {
  if (!existsSync(file)) throw new Absent(`there is no ${file}`);
  const rows: Cells[] = [];
  for await (const row of readRows(file, columns, () => undefined)) {
    if (!('cells' in row)) throw new Error(`${file} line ${row.line}: ${row.reason}`);
    rows.push(row.cells);
  }
  return rows;
}

export function cell(cells: Cells, column: string): string {
  return cells.get(column) ?? '';
}

/** One column by another. */
export async function readMap(file: string, key: string, value: string): Promise<Map<string, string>> {
  return new Map((await readTable(file, [key, value])).map((row) => [cell(row, key), cell(row, value)]));
}
