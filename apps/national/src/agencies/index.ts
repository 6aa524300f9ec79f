export { agencyVariables } from './agency-config.js';
export { agencyMigrations } from './agency-migrations.js';
export { AgencyIntake, type AgencyIntakeOptions } from './agency-intake.js';
export { agencySide } from './national-brokers.js';
export { ConnectedAgencies, type ConnectedAgency } from './connected-agencies.js';
