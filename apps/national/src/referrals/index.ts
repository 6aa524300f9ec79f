export { TakenOnReferrals } from './accepted-referrals.js';
export { domesticMigrations } from './domestic-migrations.js';
export { referralMigrations } from './referral-migrations.js';
export { ReferralKeysController } from './referral-keys.controller.js';
export { Referrals } from './referrals.js';
export { ReferralsController } from './referrals.controller.js';
export type { MembersLogView } from './regional-members.js';
export { StartReferral } from './start-referral.js';
export type { WithdrawReferrals } from './withdraw-referrals.js';
