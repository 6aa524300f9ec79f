export { EncodingEpochs } from './encoding-epochs.js';
export { epochMigrations } from './epoch-migrations.js';
