export * from './infrastructure/index.js';
export { testDatabase, type TestDatabase } from './test-database.js';
export { testKafka, type TestKafka } from './test-kafka.js';
export { generateRecords, toCsv, type RecordRow } from './records/generate.js';
export { SeededRandom } from './records/random.js';
export * from './corpus/index.js';
export * from './events/index.js';
export * from './referrals/referral-commands.js';
export * from './referrals/referral-histories.js';
