import kafkajs from 'kafkajs';
import { LogInspector } from './log-inspector.js';

const { Kafka, KafkaJSConnectionError, KafkaJSNonRetriableError } = kafkajs;

const away = () => new KafkaJSConnectionError('closed');

/** An inspector of brokers that answer as scripted: each call takes the next error, or succeeds where there is none. */
function inspector(script: { asked: (Error | undefined)[]; refreshed?: (Error | undefined)[] }) {
  const made = new LogInspector(new Kafka({ brokers: ['127.0.0.1:1'] }));
  const next = (errors: (Error | undefined)[] = []) => {
    const error = errors.shift();
    return error === undefined ? Promise.resolve() : Promise.reject(error);
  };
  const cluster = {
    connect: () => Promise.resolve(),
    refreshMetadata: () => next(script.refreshed),
    addMultipleTargetTopics: () => Promise.resolve(),
    fetchTopicsOffset: async () => {
      await next(script.asked);
      return [{ topic: 't', partitions: [{ partition: 0, offset: '7' }] }];
    },
  };
  Object.assign(made, { cluster });
  return made;
}

const ends = (made: LogInspector) => made.endOffsets('t', [0]);

test('a broker that is away for a moment is asked again, also where it is still away when it is looked for', async () => {
  expect(await ends(inspector({ asked: [away()] }))).toEqual(new Map([[0, 7n]]));
  expect(await ends(inspector({ asked: [away()], refreshed: [away(), away()] }))).toEqual(new Map([[0, 7n]]));
});

test('what will not pass is told after one more attempt', async () => {
  const denied = () => new KafkaJSNonRetriableError('denied');
  expect(await ends(inspector({ asked: [denied()] }))).toEqual(new Map([[0, 7n]]));
  await expect(ends(inspector({ asked: [denied(), denied()] }))).rejects.toThrow('denied');
  await expect(ends(inspector({ asked: [away()], refreshed: [denied()] }))).rejects.toThrow('denied');
});
