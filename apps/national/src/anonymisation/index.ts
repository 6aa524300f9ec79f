export {
  CasePublisher,
  type CasePublisherOptions,
  type MentionIdentities,
  type PublishingOutcome,
} from './case-publisher.js';
export { anonymisationMigrations } from './anonymisation-migrations.js';
export { retractAfterAppeal } from './retract-after-appeal.js';
export { generalisationReport, type GeneralisationReport, type LevelReport } from './generalisation-report.js';
