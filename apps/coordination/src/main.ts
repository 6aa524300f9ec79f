import { runService } from '#observability';
import { startCoordination } from './coordination-service.js';
import { coordinationConfig } from './config.js';

runService('coordination', (signal) => startCoordination(coordinationConfig(process.env), signal));
