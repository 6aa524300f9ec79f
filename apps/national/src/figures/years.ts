import type { Transaction } from '#persistence';
import { DECISION, EPISODE } from '../anonymisation/register-tables.js';

/** Calendar years, both included. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

const SPAN_SQL = `
  SELECT extract(year FROM min(day))::int AS "from", extract(year FROM max(day))::int AS "to"
    FROM (SELECT registered_on AS day FROM ${EPISODE} WHERE status = 'OPEN'
          UNION ALL SELECT decided_on FROM ${DECISION} WHERE decided_on IS NOT NULL) days`;

/** The years of the register, from its first to its last day; undefined where it is empty. */
export async function yearsOfRegister(tx: Transaction): Promise<Years | undefined> {
  const [span] = await tx.rows<{ from: number | null; to: number | null }>(SPAN_SQL);
  if (!span || span.from === null || span.to === null) return undefined;
  return { from: span.from, to: span.to };
}
