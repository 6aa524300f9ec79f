export * from './agency-record.js';
