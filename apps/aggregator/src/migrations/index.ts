import { CaseState1764100000000 } from './1764100000000-case-state.js';
import { CountryRows1764100000001 } from './1764100000001-country-rows.js';
import { Reporting1764100000002 } from './1764100000002-reporting.js';
import { Referrals1764400000000 } from './1764400000000-referrals.js';
import { Figures1764500000000 } from './1764500000000-figures.js';
import { LinksByReferral1764600000000 } from './1764600000000-links-by-referral.js';
import { ReferralHolders1764700000000 } from './1764700000000-referral-holders.js';
import { SharingStops1764800000000 } from './1764800000000-sharing-stops.js';
import { CommandsAsTheyAre1769031800000 } from './1769031800000-commands-as-they-are.js';

/** The aggregator's own tables and the schema `reporting`, in order. Needs `messagingMigrations` first. */
export const aggregatorMigrations = [
  CaseState1764100000000,
  CountryRows1764100000001,
  Reporting1764100000002,
  Referrals1764400000000,
  Figures1764500000000,
  LinksByReferral1764600000000,
  ReferralHolders1764700000000,
  SharingStops1764800000000,
  CommandsAsTheyAre1769031800000,
];
