import type { DataSource } from 'typeorm';
import { notFound } from '#http';
import { retryingTransaction } from '#persistence';
import type { Publishing } from '../intake/publishing.js';
import { lockRegister } from './lock.js';
import type { PersonRegister } from './person-register.js';
import type { ReferralsOfCase } from './referrals-of-case.js';

/** A case that was entered in error leaves all counts, here and abroad, and nobody is asked for it any more. It stays in the register as voided. */
export class VoidCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly persons: PersonRegister,
    private readonly publishing: Publishing,
    private readonly referrals: ReferralsOfCase,
  ) {}

  /** Repeatable: a voided case stays as it is. */
  async execute(caseRef: string): Promise<void> {
    await retryingTransaction(this.dataSource, async (tx) => {
      await lockRegister(tx);
      const [row] = await tx.rows<{ status: string; personRef: string }>(
        'SELECT status, person_ref AS "personRef" FROM register.episode WHERE case_ref = $1::uuid FOR UPDATE',
        [caseRef],
      );
      if (row === undefined) throw notFound();
      if (row.status !== 'OPEN') return;
      await tx.run(
        `UPDATE register.episode SET status = 'VOIDED', voided_at = clock_timestamp(), updated_at = now() WHERE case_ref = $1`,
        [caseRef],
      );
      // Its numbers were an error too: cases that only it held together are no longer one person.
      const others = await tx.rows<{ caseRef: string }>(
        `SELECT case_ref AS "caseRef" FROM register.episode WHERE person_ref = $1 AND status = 'OPEN'`,
        [row.personRef],
      );
      const moved = await this.persons.regroup(
        tx,
        others.map((other) => other.caseRef),
      );
      await this.publishing.bringUpToDate(tx, [caseRef, ...moved]);
      await this.referrals.withdrawWithCase(tx, caseRef, 'VOIDED');
    });
  }
}
