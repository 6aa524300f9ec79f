import { runService } from '#observability';
import { linkageConfig } from './config.js';
import { startLinkage } from './linkage-service.js';

runService('linkage', (signal) => startLinkage(linkageConfig(process.env), signal));
