import type { Transaction } from '#persistence';

/** What a reader said about one record of this country. */
export interface DeliveryReport {
  readonly topic: string;
  readonly partition: number;
  /** Decimal string. */
  readonly offset: string;
  /** AGGREGATOR or LINKAGE. */
  readonly reporter: string;
  readonly kind: string;
  readonly reason: string;
  readonly subject: string | null;
  readonly missing: number | null;
  /** Whether the missing events were found and sent again. */
  readonly resent: boolean;
}

/** Keeps what is reported once; a later report of the same record replaces the earlier one. */
export async function storeDeliveryProblem(tx: Transaction, report: DeliveryReport): Promise<void> {
  await tx.run(
    `INSERT INTO register.delivery_problem (topic, partition, "offset", reporter, kind, reason, subject, missing, resent)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (topic, partition, "offset", reporter) DO UPDATE
        SET kind = excluded.kind, reason = excluded.reason, subject = excluded.subject, missing = excluded.missing,
            resent = excluded.resent, told_at = now()`,
    [
      ...[report.topic, report.partition, report.offset, report.reporter, report.kind, report.reason],
      ...[report.subject, report.missing, report.resent],
    ],
  );
}

export async function deliveryProblems(tx: Transaction): Promise<DeliveryReport[]> {
  return tx.rows<DeliveryReport>(
    `SELECT topic, partition, "offset"::text AS "offset", reporter, kind, reason, subject, missing, resent
       FROM register.delivery_problem ORDER BY told_at DESC LIMIT 500`,
  );
}
