import type { Transaction } from '#persistence';

/** Knows when a person is in their reflection period. */
export interface ReflectionPeriod {
  covers(tx: Transaction, caseRef: string, at: Date): Promise<boolean>;
}

/** Council of Europe Convention, article 13: at least 30 days. */
const SHORTEST_DAYS = 30;

/** The shortest period, from registration: what holds for everybody whatever else is decided. */
export const SHORTEST_REFLECTION: ReflectionPeriod = {
  async covers(tx, caseRef, at) {
    const rows = await tx.rows(
      `SELECT FROM register.episode WHERE case_ref = $1::uuid
          AND $2::timestamptz < registered_on::timestamp AT TIME ZONE 'UTC' + make_interval(days => $3)`,
      [caseRef, at.toISOString(), SHORTEST_DAYS],
    );
    return rows.length > 0;
  },
};
