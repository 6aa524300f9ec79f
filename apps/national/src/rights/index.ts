export { forgetRights } from './forget-rights.js';
export { EmergenciesController } from './emergencies.controller.js';
export { IncidentsController } from './incidents.controller.js';
export { Rights } from './rights.js';
export { RightsController } from './rights.controller.js';
export { rightsMigrations } from './rights-migrations.js';
