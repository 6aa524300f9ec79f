import type { EmergencyProtection } from '#domain';
import type { Transaction } from '#persistence';

/** A protection as it is stored: whose decision it was, when it began. */
export interface EmergencyRow {
  readonly id: string;
  readonly incapacity: string;
  readonly begunAt: Date;
  readonly first: string;
  readonly second: string | null;
  readonly toldAt: Date | null;
}

export const EMERGENCY_COLUMNS = `id, incapacity, begun_at AS "begunAt", caller AS first, second_by AS second, told_at AS "toldAt"`;

/** Whatever was decided for the person of a case, in order. Locks it. */
export function emergenciesOf(tx: Transaction, caseRef: string): Promise<EmergencyRow[]> {
  const sql = `SELECT ${EMERGENCY_COLUMNS} FROM rights.emergency WHERE case_ref = $1::uuid ORDER BY begun_at, id FOR UPDATE`;
  return tx.rows<EmergencyRow>(sql, [caseRef]);
}

/** As the rules look at it. */
export function protectionOf({ begunAt, first, second, toldAt }: EmergencyRow): EmergencyProtection {
  const decidedBy = second === null ? [first] : [first, second];
  return { begunAt: begunAt.toISOString(), decidedBy, toldAt: toldAt?.toISOString() ?? null };
}
