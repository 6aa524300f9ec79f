export { IndexCases } from './index-cases.js';
export { SearchController } from './search.controller.js';
export { searchMigrations } from './search-migrations.js';
export { SearchRecords } from './search-records.js';
