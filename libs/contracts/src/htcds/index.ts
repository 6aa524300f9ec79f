export * from './standard/index.js';
export type { HtcdsCodes, HtcdsReading } from './reading.js';
export { HTCDS_FIELD_OF, HTCDS_MAPPING } from './mapping.js';
export * from './columns.js';
export * from './values.js';
export * from './withheld.js';
