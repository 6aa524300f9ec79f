import { CONSENT_PURPOSE, type FigureTable } from '#contracts';
import { filledCells, notReported, type FigureCell, type FiguresPeriod } from '#domain';
import type { Transaction } from '#persistence';
import * as assisted from './assisted-sql.js';
import { ENTERED_TABLES, enteredCells, type EnteredTable } from './monthly-counts.js';
import * as protection from './protection-sql.js';

/** What is counted from the register. Domestic referrals are not in it: their table says so. */
const COUNTED: Partial<Record<FigureTable, string>> = {
  ASSISTED_BY_SERVICE: assisted.ASSISTED_BY_SERVICE,
  ASSISTED_BY_FUNDING: assisted.ASSISTED_BY_FUNDING,
  ASSISTED_OWN_OR_FOREIGN: assisted.ASSISTED_OWN_OR_FOREIGN,
  ASSISTED_WITHOUT_STATUS: assisted.ASSISTED_WITHOUT_STATUS,
  SHELTERED: assisted.SHELTERED,
  PERMITS_AND_COMPENSATION: assisted.PERMITS_AND_COMPENSATION,
  REFLECTION: protection.REFLECTION,
  RETURNS: protection.RETURNS,
  PENALISATIONS: protection.PENALISATIONS,
  CONSENTS: protection.CONSENTS,
};

/** Every cell of a table for a period, counted over one state of the register; `NOT_REPORTED` where nobody counted. */
export async function countTable(tx: Transaction, table: FigureTable, period: FiguresPeriod): Promise<FigureCell[]> {
  if (isEntered(table)) return (await enteredCells(tx, table, period)) ?? notReported(table);
  const sql = COUNTED[table];
  if (sql === undefined) return notReported(table);
  const days = [period.firstDay, period.nextDay];
  const parameters = table === 'CONSENTS' ? [...days, CONSENT_PURPOSE] : days;
  return filledCells(table, await tx.rows<{ codes: string[]; value: number }>(sql, parameters));
}

function isEntered(table: FigureTable): table is EnteredTable {
  return (ENTERED_TABLES as readonly FigureTable[]).includes(table);
}
