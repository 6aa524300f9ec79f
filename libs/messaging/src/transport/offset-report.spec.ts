import { jest } from '@jest/globals';
import { OffsetReport } from './offset-report.js';

function batch(fails = false) {
  const offsets = { topics: [] };
  const commit = jest.fn(() => (fails ? Promise.reject(new Error('rebalancing')) : Promise.resolve()));
  return { commit, payload: { uncommittedOffsets: () => offsets, commitOffsetsIfNecessary: commit } };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('many chunks are one report, the first of a second and no later one', async () => {
  const report = new OffsetReport();
  const { payload, commit } = batch();
  for (let chunk = 0; chunk < 50; chunk += 1) report.applied(payload);
  expect(commit).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(commit).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(commit).toHaveBeenCalledTimes(1);
});

test('a report that fails disturbs nobody, and a stop reports what is left', async () => {
  const report = new OffsetReport();
  report.applied(batch(true).payload);
  await jest.advanceTimersByTimeAsync(1_000);
  const { payload, commit } = batch();
  report.applied(payload);
  await report.stop();
  expect(commit).toHaveBeenCalledTimes(1);
});
