export { ExportHtcds } from './export-htcds.js';
export { ExportsController } from './exports.controller.js';
export { OwnRecords } from './own-records.js';
