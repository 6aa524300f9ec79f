export {
  CasePublisher,
  type CasePublisherOptions,
  type MentionIdentities,
  type PublishingOutcome,
} from './case-publisher.js';
export { batched } from './batch.js';
export type { MentionCompany, MentionLife } from './mention-company.js';
export { bindingEvent, mentionEvent, retractionEvents, type MentionSubject } from './mention-events.js';
export type { PlannedEvent } from './outgoing.js';
export type { CurrentEncoding } from './plan-mention.js';
export { anonymisationMigrations } from './anonymisation-migrations.js';
export { retractAfterAppeal } from './retract-after-appeal.js';
export { generalisationReport, type GeneralisationReport, type LevelReport } from './generalisation-report.js';
