import { runService } from '#observability';
import { nationalConfig } from './config.js';
import { startNational } from './national-service.js';

runService('national', (signal) => startNational(nationalConfig(process.env), signal));
