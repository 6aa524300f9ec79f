import { MAX_EVENT_BYTES } from '../events/limits.js';
import { TOPICS } from '../topics.js';
import { topicConfig } from './topic-config.js';
import {
  COMPACTED_SEGMENT_MS,
  DELETE_RETENTION_MS,
  LONGEST_READER_LAG_MS,
  MAX_COMPACTION_LAG_MS,
  MAX_MESSAGE_BYTES,
  RETRACTED_BYTES_GONE_MS,
} from './topic-settings.js';

test.each(TOPICS)('$name: broker stamps, uncompressed, 1 MiB, kept for ever', (topic) => {
  expect(topicConfig(topic)).toMatchObject({
    'message.timestamp.type': 'LogAppendTime',
    'compression.type': 'uncompressed',
    'max.message.bytes': '1048576',
    'retention.ms': '-1',
    'min.insync.replicas': '1',
    'cleanup.policy': topic.order === 'compacted' ? 'compact' : 'delete',
  });
});

test('exactly mentions, bindings, directories and the clock are compacted', () => {
  const compacted = TOPICS.filter((topic) => topicConfig(topic)['cleanup.policy'] === 'compact');
  expect(new Set(compacted.map((topic) => topic.kind))).toEqual(new Set(['mention', 'binding', 'directory', 'clock']));
});

test('with three replicas two must have a record before it counts', () => {
  expect(topicConfig({ order: 'log' }, { replicas: 3 })['min.insync.replicas']).toBe('2');
});

test('a retracted encoding is gone within the stated time, a tombstone outlives the slowest reader', () => {
  expect(COMPACTED_SEGMENT_MS + MAX_COMPACTION_LAG_MS).toBeLessThan(RETRACTED_BYTES_GONE_MS);
  expect(DELETE_RETENTION_MS).toBeGreaterThan(LONGEST_READER_LAG_MS + MAX_COMPACTION_LAG_MS + COMPACTED_SEGMENT_MS);
});

test('the largest event fits into a batch', () => {
  expect(2 * MAX_EVENT_BYTES).toBeLessThan(MAX_MESSAGE_BYTES);
});
