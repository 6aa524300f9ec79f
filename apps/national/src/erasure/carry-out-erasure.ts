import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import { DomainError } from '#domain';
import { forgetCare } from '../care/index.js';
import { forgetRights } from '../rights/forget-rights.js';
import { retryingTransaction, type Transaction } from '#persistence';
import type { Publishing } from '../intake/publishing.js';
import { lockRegister } from '../register/lock.js';
import type { PersonRegister } from '../register/person-register.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { addHolders, confirmHolder, isRequested, markErased, requestedCases, type Asked } from './erasure-store.js';
import { forgetCase } from './forget-case.js';
import type { ReferralTies } from './referral-ties.js';

export interface CarryOutOptions {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly vault: IdentityVault;
  readonly persons: PersonRegister;
  readonly publishing: Publishing;
  readonly ties: ReferralTies;
  readonly now: () => Date;
}

interface Left {
  readonly everLeft: boolean;
  readonly mentionRef: string | null;
}

/** Erases a case whose erasure was asked for. Whatever stops it half-way, it is done again from the start. */
export class CarryOutErasure {
  constructor(private readonly options: CarryOutOptions) {}

  /** Everything that was asked for and is not done, one transaction a case. To be run at intervals. */
  async executeAll(): Promise<void> {
    const { dataSource } = this.options;
    for (const caseRef of await retryingTransaction(dataSource, requestedCases)) await this.execute(caseRef);
  }

  /** Repeatable. The key goes last: its destruction cannot be taken back, and what failed before it can be repeated. */
  async execute(caseRef: string): Promise<void> {
    const { dataSource, vault, now } = this.options;
    await retryingTransaction(dataSource, async (tx) => {
      await lockRegister(tx);
      if (!(await isRequested(tx, caseRef))) return;
      const left = await leftOf(tx, caseRef);
      await this.takeBack(tx, caseRef);
      await this.ask(tx, caseRef, left);
      await forgetCare(tx, caseRef);
      await forgetRights(tx, caseRef);
      await forgetCase(tx, caseRef);
      await markErased(tx, caseRef, now());
      await vault.destroy(tx, [caseRef]);
    });
  }

  /** Mention and binding are retracted, the erasure is told; cases that only this one held together part. */
  private async takeBack(tx: Transaction, caseRef: string): Promise<void> {
    const others = await tx.rows<{ ref: string }>(
      `WITH ended AS (
         UPDATE register.episode SET status = 'ERASED', voided_at = coalesce(voided_at, clock_timestamp()),
                updated_at = now() WHERE case_ref = $1::uuid RETURNING person_ref)
       SELECT case_ref AS ref FROM register.episode JOIN ended USING (person_ref)
        WHERE status = 'OPEN' AND case_ref <> $1::uuid`,
      [caseRef],
    );
    const { persons, publishing } = this.options;
    const moved = await persons.regroup(
      tx,
      others.map(({ ref }) => ref),
    );
    await publishing.bringUpToDate(tx, [caseRef, ...moved]);
    const [row] = await tx.rows<{ ended: string | null; mentionRef: string | null }>(
      'SELECT ended, mention_ref AS "mentionRef" FROM anonymisation.publication WHERE case_ref = $1::uuid',
      [caseRef],
    );
    // Fail closed: nothing is destroyed here while it could go on standing elsewhere.
    if (row?.ended === 'ERASED' && row.mentionRef === null) return;
    throw new DomainError('erasure-untold', 'The erasure could not be told to the region.');
  }

  private async ask(tx: Transaction, caseRef: string, { everLeft, mentionRef }: Left): Promise<void> {
    const { country, ties, now } = this.options;
    const referrals = await ties.endReferralsOf(tx, caseRef);
    const own = { holder: country, subject: caseRef };
    const asked: Asked[] = [
      own,
      ...(everLeft ? [{ holder: 'AGGREGATOR', subject: caseRef }] : []),
      ...(mentionRef === null ? [] : [{ holder: 'LINKAGE', subject: mentionRef }]),
      ...referrals.map((referral) => ({ holder: referral.country, subject: referral.referralRef })),
    ];
    await addHolders(tx, caseRef, asked, now());
    await confirmHolder(tx, own, now());
  }
}

/** What stands outside of the country before the erasure. */
async function leftOf(tx: Transaction, caseRef: string): Promise<Left> {
  const [row] = await tx.rows<Left>(
    `SELECT level IS NOT NULL AS "everLeft", mention_ref AS "mentionRef"
       FROM anonymisation.publication WHERE case_ref = $1::uuid`,
    [caseRef],
  );
  return row ?? { everLeft: false, mentionRef: null };
}
