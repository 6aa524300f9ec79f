export { AgencyClient, type OnAnswer, type OnTrouble } from './agency-client.js';
export { ApiProblem, NationalApi } from './national-api.js';
export { runForGood } from './run-for-good.js';
export { sealRecord, type SealedRecord } from './seal-record.js';
export { loadSettings, type AgencySettings, type AgencySettingsFile } from './settings.js';
export type { CaseRecord, RecordAnswer } from './types.js';
