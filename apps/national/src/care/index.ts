export { riskAssessmentStands } from './assessments.js';
export { careMigrations } from './care-migrations.js';
export { CarePlanController } from './care-plan.controller.js';
export { careProviders } from './care-parts.js';
export { careWorkerOf, type CareWorker } from './care-worker.js';
export { NO_REFERRALS, type AcceptedReferrals, type OpenedCase } from './case-walls.js';
export { forgetCare } from './forget-care.js';
export { ProtectionController } from './protection.controller.js';
