export { signedRecord, type TestEvent, type TestRecord } from './signed-record.js';
export { memberData, testMember, type TestMember } from './test-member.js';
export { TestRegion } from './test-region.js';
export { TestConsumer, type AppliedRow, type TestConsumerOptions, type TestHandler } from './test-consumer.js';
