export { AskAnew } from './ask-anew.js';
export { consentMigrations } from './consent-migrations.js';
export { ConsentsController } from './consents.controller.js';
export { ListConsents } from './list-consents.js';
export { RecordConsent, type CaseWorker } from './record-consent.js';
export type { ReflectionPeriod } from './reflection-period.js';
export type { WithdrawnReferrals } from './withdrawn-referrals.js';
