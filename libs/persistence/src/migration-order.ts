import type { MigrationClass } from './data-source.js';

/** Digits that end a migration's name and order it among the others. */
const TIMESTAMP_DIGITS = 13;

/**
 * Refuses migrations of one timestamp: which of them comes first would depend on who listed them.
 * @throws Error that names them
 */
export function refuseDoubledTimestamps(migrations: readonly MigrationClass[]): void {
  const first = new Map<string, string>();
  for (const migration of migrations) {
    const name = new migration().name ?? migration.name;
    const timestamp = name.slice(-TIMESTAMP_DIGITS);
    const other = first.get(timestamp);
    if (other !== undefined) throw new Error(`The migrations ${other} and ${name} have one timestamp.`);
    first.set(timestamp, name);
  }
}
