import { jest } from '@jest/globals';
import { Periodic } from './periodic.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A task that counts its turns, on timers that the test moves. */
function counted(firstAfterMs?: number) {
  const log = { warn: jest.fn() };
  const task = jest.fn(() => Promise.resolve());
  return { task, log, periodic: new Periodic('task', 1_000, task, log, firstAfterMs) };
}

test('the first turn begins at once, the next ones an interval after the end of the one before', async () => {
  const { task, periodic } = counted();
  periodic.start();
  expect(task).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(999);
  expect(task).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(1_001);
  expect(task).toHaveBeenCalledTimes(3);
  await periodic.stop();
});

test('the first turn can be put off', async () => {
  const { task, periodic } = counted(60_000);
  periodic.start();
  await jest.advanceTimersByTimeAsync(59_999);
  expect(task).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1_001);
  expect(task).toHaveBeenCalledTimes(2);
  await periodic.stop();
});

test('what is stopped has no turn any more, also before its first', async () => {
  const { task, periodic } = counted(60_000);
  periodic.start();
  await periodic.stop();
  await jest.advanceTimersByTimeAsync(120_000);
  expect(task).not.toHaveBeenCalled();
});

test('a turn that fails is logged, and the next one tries again', async () => {
  const { task, log, periodic } = counted();
  task.mockRejectedValueOnce(new Error('database away'));
  periodic.start();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(task).toHaveBeenCalledTimes(2);
  expect(log.warn).toHaveBeenCalledTimes(1);
  await periodic.stop();
});
