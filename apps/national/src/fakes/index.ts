export { fakeMigrations } from './fake-migrations.js';
export { MadeUpMentions } from './made-up-mentions.js';
