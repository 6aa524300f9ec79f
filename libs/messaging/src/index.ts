export * from './accepted-event.js';
