import { CONSENT_PURPOSE, type FigureTable } from '#contracts';
import { filledCells, notReported, type FigureCell, type FiguresPeriod } from '#domain';
import type { Transaction } from '#persistence';
import * as assisted from './assisted-sql.js';
import { ENTERED_TABLES, enteredCells, type EnteredTable } from './monthly-counts.js';
import * as protection from './protection-sql.js';
import { REFERRED_ABROAD, REFERRED_DOMESTICALLY } from './referred-sql.js';

/** What is counted from the register. */
const COUNTED: Readonly<Record<Exclude<FigureTable, EnteredTable>, string>> = {
  ASSISTED_BY_SERVICE: assisted.ASSISTED_BY_SERVICE,
  ASSISTED_BY_FUNDING: assisted.ASSISTED_BY_FUNDING,
  ASSISTED_OWN_OR_FOREIGN: assisted.ASSISTED_OWN_OR_FOREIGN,
  ASSISTED_WITHOUT_STATUS: assisted.ASSISTED_WITHOUT_STATUS,
  SHELTERED: assisted.SHELTERED,
  REFERRED_DOMESTICALLY,
  REFERRED_ABROAD,
  PERMITS_AND_COMPENSATION: assisted.PERMITS_AND_COMPENSATION,
  REFLECTION: protection.REFLECTION,
  RETURNS: protection.RETURNS,
  PENALISATIONS: protection.PENALISATIONS,
  CONSENTS: protection.CONSENTS,
};

/** Every cell of a table for a period, counted over one state of the register; `NOT_REPORTED` where nobody counted. */
export async function countTable(tx: Transaction, table: FigureTable, period: FiguresPeriod): Promise<FigureCell[]> {
  const days = [period.firstDay, period.nextDay];
  if (isEntered(table)) {
    const cells = await enteredCells(tx, table, period);
    if (cells === undefined) return notReported(table);
    return table === 'DISCLOSURES_BY_LAW' ? withRecorded(tx, cells, days) : cells;
  }
  const parameters = table === 'CONSENTS' ? [...days, CONSENT_PURPOSE] : days;
  return filledCells(table, await tx.rows<{ codes: string[]; value: number }>(COUNTED[table], parameters));
}

/** What organisations recorded themselves, beside what an officer heard of from others: neither is in the other. */
async function withRecorded(tx: Transaction, cells: FigureCell[], days: readonly string[]): Promise<FigureCell[]> {
  const [row] = await tx.rows<{ value: number }>(protection.DISCLOSURES_BY_LAW, [...days]);
  return cells.map((cell) =>
    typeof cell.value === 'number' ? { ...cell, value: cell.value + (row?.value ?? 0) } : cell,
  );
}

function isEntered(table: FigureTable): table is EnteredTable {
  return (ENTERED_TABLES as readonly FigureTable[]).includes(table);
}
