import { migrationStep } from '#persistence';
import { linkageDatabase } from './migrations/index.js';

await migrationStep('linkage', linkageDatabase, process.env);
