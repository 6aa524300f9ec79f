import { jest } from '@jest/globals';
import { FinalFailure } from './final-failure.js';
import { runService } from './run-service.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

describe('the process of a service', () => {
  const before = SIGNALS.map((signal) => process.listeners(signal));
  let exited: Promise<unknown>;

  beforeEach(() => {
    exited = new Promise((resolve) => {
      jest.spyOn(process, 'exit').mockImplementation(((code?: number) => resolve(code ?? process.exitCode)) as never);
    });
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
    SIGNALS.forEach((signal, i) => {
      for (const listener of process.listeners(signal)) {
        if (!before[i]?.includes(listener)) process.removeListener(signal, listener);
      }
    });
  });

  it('stops and ends with exit code 1 when the service has failed for good', async () => {
    const failure = new FinalFailure();
    const stop = jest.fn(() => Promise.resolve());
    runService('spec', () => Promise.resolve({ failed: failure.happened, stop }));
    failure.report(new Error('another log'));
    expect(await exited).toBe(1);
    expect(stop).toHaveBeenCalledTimes(1);
  });

  it('ends with exit code 1 when what failed cannot be stopped either', async () => {
    const stop = () => Promise.reject(new Error('not stopped'));
    runService('spec', () => Promise.resolve({ failed: Promise.resolve(new Error('another log')), stop }));
    expect(await exited).toBe(1);
  });

  it('ends with exit code 1 when it cannot start', async () => {
    runService('spec', () => Promise.reject(new Error('no start')));
    expect(await exited).toBe(1);
  });
});
