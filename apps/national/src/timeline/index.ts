export { ownCause } from './own-cause.js';
export { ReadTimeline } from './read-timeline.js';
export { TimelineController } from './timeline.controller.js';
export { timelineMigrations } from './timeline-migrations.js';
