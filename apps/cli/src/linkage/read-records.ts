import { statSync } from 'node:fs';
import type { CommandContext } from '../command.js';
import type { Problems } from './problems.js';
import { Progress } from './progress.js';
import { readRows } from './read-rows.js';

/** Where the records of a file stand. */
export interface RecordFile {
  readonly input: string;
  /** Column with a record's identifier. */
  readonly id: string;
  /** Column that names a record's source; null: all are of `source`. */
  readonly sourceColumn: string | null;
  readonly source: string;
  /** Columns that are read besides. */
  readonly columns: readonly string[];
  readonly context: CommandContext;
}

/** A row that has an identifier of its own. */
export interface CsvRecord {
  readonly line: number;
  readonly id: string;
  readonly source: string;
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * Rows that can be told from the others.
 * @param step what is shown beside the progress
 * @param problems is told about the rows that are left out; null where that was done before
 */
export async function* readRecords(
  { input, id: idColumn, sourceColumn, source, columns, context }: RecordFile,
  step: string,
  problems: Problems | null,
): AsyncGenerator<CsvRecord> {
  const needed = [idColumn, ...(sourceColumn === null ? [] : [sourceColumn]), ...columns];
  const progress = new Progress(context, step, statSync(input).size);
  const seen = new Set<string>();
  for await (const row of readRows(input, needed, progress.at)) {
    if ('reason' in row) {
      problems?.row(row.line, row.reason);
      continue;
    }
    const id = row.cells.get(idColumn) ?? '';
    if (id === '' || seen.has(id)) {
      problems?.row(row.line, id === '' ? 'its identifier is empty' : 'its identifier has occurred before');
      continue;
    }
    seen.add(id);
    const from = sourceColumn === null ? source : (row.cells.get(sourceColumn) ?? '');
    yield { line: row.line, id, source: from, cells: row.cells };
  }
}
