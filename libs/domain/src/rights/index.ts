export * from './rights-policy.js';
export * from './disclosure-by-law.js';
export * from './incident.js';
