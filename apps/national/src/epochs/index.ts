export { EncodingEpochs } from './encoding-epochs.js';
export { epochMigrations } from './epoch-migrations.js';
export { EpochsController } from './epochs.controller.js';
export { RotateEncodings } from './rotate-encodings.js';
