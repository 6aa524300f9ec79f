export { logRead } from './read-log.js';
export { reviewMigrations } from './review-migrations.js';
export { Reviews } from './reviews.js';
export { ReviewsController } from './reviews.controller.js';
export { UnsentAnswers } from './unsent-answers.js';
export type { FakeMentions } from './decline-fakes.js';
