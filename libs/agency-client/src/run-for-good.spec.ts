import { EventEmitter } from 'node:events';
import { jest } from '@jest/globals';
import type { Consumer } from 'kafkajs';
import { runForGood } from './run-for-good.js';

/** What KafkaJS tells of a consumer that it gave up. */
class GivenUp extends EventEmitter {
  readonly events = { CRASH: 'consumer.crash' };

  crash(restart: boolean): void {
    this.emit('consumer.crash', { payload: { error: new Error('the coordinator died'), restart } });
  }
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const started = async () => {
  const crashes = new GivenUp();
  const closing = new AbortController();
  const run = jest.fn<() => Promise<void>>().mockResolvedValue(undefined);
  const onTrouble = jest.fn();
  await runForGood(crashes as unknown as Consumer, run, { signal: closing.signal, onTrouble });
  return { crashes, closing, run, onTrouble };
};

test('a consumer that KafkaJS has given up is run again, as often as it takes, and each failure is told', async () => {
  const { crashes, run, onTrouble } = await started();
  run.mockRejectedValueOnce(new Error('no broker'));
  crashes.crash(false);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(run).toHaveBeenCalledTimes(3);
  expect(onTrouble.mock.calls.map(([error]) => (error as Error).message)).toEqual([
    'the coordinator died',
    'no broker',
  ]);
});

test('one that KafkaJS starts again itself, or that was closed, is left alone', async () => {
  const { crashes, closing, run, onTrouble } = await started();
  crashes.crash(true);
  await jest.advanceTimersByTimeAsync(5_000);
  closing.abort();
  crashes.crash(false);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(run).toHaveBeenCalledTimes(1);
  expect(onTrouble).toHaveBeenCalledTimes(1);
});

test('the first failure to run is the caller’s', async () => {
  const crashes = new GivenUp() as unknown as Consumer;
  const run = () => Promise.reject(new Error('not allowed'));
  await expect(runForGood(crashes, run, { signal: new AbortController().signal })).rejects.toThrow('not allowed');
});
