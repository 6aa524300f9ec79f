export {
  CasePublisher,
  type CasePublisherOptions,
  type MentionIdentities,
  type PublishingOutcome,
} from './case-publisher.js';
export { anonymisationMigrations } from './anonymisation-migrations.js';
