export * from './countries.js';
export * from './codes/facts.js';
export * from './events/envelope.js';
export * from './events/case-events.js';
export * from './events/mention-events.js';
export * from './events/platform-events.js';
export * from './topics.js';
