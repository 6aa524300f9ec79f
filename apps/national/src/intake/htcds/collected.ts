import { holdsSeveral, type ColumnName } from '#contracts';
import { FieldErrors } from '../field-error.js';

/** Whether somebody wrote something there. */
export function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** The values of one record by its own columns, put together from the fields of the standard and from own columns beside them. */
export class Collected {
  readonly values: Record<string, unknown> = {};
  readonly errors = new FieldErrors();
  /** Fields with a value for which a record has no place. */
  readonly notTaken: string[] = [];
  /** Columns of which a value is missing because it could not be read. */
  readonly unread = new Set<string>();
  private readonly sources = new Map<string, string>();

  /** Values of one column agree or are refused; lists are joined. */
  put(column: ColumnName, value: unknown, source: string): void {
    if (!isFilled(value)) return;
    const before = this.values[column];
    if (!isFilled(before)) {
      this.values[column] = typeof value === 'string' && !holdsSeveral(column) ? value.trim() : value;
      this.sources.set(column, source);
    } else if (holdsSeveral(column)) {
      this.values[column] = [...listOf(before), ...listOf(value)];
    } else if (String(before) !== String(value).trim()) {
      this.refuse(column, source, 'contradiction');
    }
  }

  refuse(column: ColumnName, source: string, code: Parameters<FieldErrors['add']>[1]): void {
    this.unread.add(column);
    this.errors.add(source, code);
  }

  /** The name under which the sender knows a column. */
  sourceOf(column: string): string {
    return this.sources.get(column) ?? column;
  }
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  return typeof value === 'string' ? value.split('|') : [value];
}
