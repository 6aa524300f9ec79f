import { retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';

/** A person was removed inside their reflection period. */
export interface Breach {
  /** Reference of the return. */
  readonly id: string;
  readonly caseRef: string;
  readonly returnedOn: string;
}

/** Raises the alert of a return, once. */
export async function raiseBreach(tx: Transaction, { id, caseRef, returnedOn }: Breach): Promise<void> {
  await tx.run(
    `INSERT INTO reflection.breach (return_id, case_ref, returned_on) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [id, caseRef, returnedOn],
  );
}

/** Breaches, the newest first. */
export class Breaches {
  constructor(private readonly dataSource: DataSource) {}

  /** @param organisation whose cases; undefined: of the whole country */
  async list(organisation: string | undefined): Promise<Breach[]> {
    return retryingTransaction(this.dataSource, (tx) =>
      tx.rows<Breach>(
        `SELECT b.return_id AS id, b.case_ref AS "caseRef", b.returned_on::text AS "returnedOn"
           FROM reflection.breach b JOIN register.episode e USING (case_ref)
          WHERE e.status = 'OPEN' AND ($1::text IS NULL OR e.organisation = $1)
          ORDER BY b.returned_on DESC, b.return_id LIMIT 500`,
        [organisation ?? null],
      ),
    );
  }
}
