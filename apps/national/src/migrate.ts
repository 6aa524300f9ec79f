import { migrationStep } from '#persistence';
import { nationalMigrations } from './migrations/index.js';

await migrationStep('national', nationalMigrations, process.env);
