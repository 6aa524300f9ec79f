export { riskAssessmentStands } from './assessments.js';
export { careMigrations } from './care-migrations.js';
export { CarePlanController } from './care-plan.controller.js';
export { careProviders } from './care-parts.js';
export { careWorkerOf, type CareWorker } from './care-worker.js';
export { NO_REFERRALS, type AcceptedReferrals } from './case-walls.js';
export { forgetCare } from './forget-care.js';
export { careOf, type CaseCare } from './read-care.js';
export { ProtectionController } from './protection.controller.js';
