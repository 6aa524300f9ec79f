export { AgencyClient, type OnAnswer } from './agency-client.js';
export { ApiProblem, NationalApi } from './national-api.js';
export { sealRecord, type SealedRecord } from './seal-record.js';
export { loadSettings, type AgencySettings, type AgencySettingsFile } from './settings.js';
export type { CaseRecord, RecordAnswer } from './types.js';
