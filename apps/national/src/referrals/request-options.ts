import type { DataSource } from 'typeorm';
import type { BirthDates } from '../vault/birth-dates.js';
import type { PartVault } from './part-vault.js';
import type { ReferralDesk } from './referral-desk.js';

/** What a request needs, wherever it goes. */
export interface RequestOptions {
  readonly dataSource: DataSource;
  readonly desk: ReferralDesk;
  readonly parts: PartVault;
  readonly births: Pick<BirthDates, 'of'>;
  readonly now: () => Date;
}
