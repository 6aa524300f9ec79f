export { erasureMigrations } from './erasure-migrations.js';
export { Erasures } from './erasures.js';
export { ErasuresController } from './erasures.controller.js';
export { ListErasures } from './list-erasures.js';
export { NO_TIES, type ReferralTies } from './referral-ties.js';
export { RequestErasure } from './request-erasure.js';
