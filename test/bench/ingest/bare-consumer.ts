import { createKafka } from '#messaging';
import { measuredProgram, Stopwatch } from '../lib/child.js';
import type { Setup } from './setup.js';

/** The first limit: KafkaJS handing over whole batches, and nothing done with them. */
measuredProgram<Setup>(async ({ connection, topic, total }) => {
  const consumer = createKafka(connection).consumer({ groupId: `${connection.topicPrefix}bare`, maxWaitTimeInMs: 200 });
  const stopwatch = new Stopwatch(total);
  await consumer.connect();
  await consumer.subscribe({ topics: [connection.topicPrefix + topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: ({ batch }) => {
      stopwatch.add(batch.messages.length);
      return Promise.resolve();
    },
  });
  const measured = await stopwatch.finished;
  await consumer.disconnect();
  return measured;
});
