import { jest } from '@jest/globals';
import { createLogger } from './logger.js';
import { nestLogger } from './nest-logger.js';

const CANARY = 'Кенжебекова';

function lines() {
  const written: string[] = [];
  const logger = createLogger({
    service: 'national-kz',
    level: 'trace',
    destination: { write: (l) => written.push(l) },
  });
  return { logger, written, all: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

class OwnError extends Error {
  readonly code = 'not-applicable';
}

describe('the log', () => {
  afterEach(() => jest.restoreAllMocks());

  test('is one JSON object a line with service, level and time', () => {
    const { logger, all } = lines();
    logger.info({ topic: 'kz.case', partition: 1 }, 'chunk applied');
    expect(all()).toEqual([
      expect.objectContaining({ service: 'national-kz', level: 'info', msg: 'chunk applied', topic: 'kz.case' }),
    ]);
    expect(Number.isNaN(Date.parse(String(all()[0]?.['time'])))).toBe(false);
  });

  test('never shows a value under a field that names a part of an identity, at the top or one level down', () => {
    const { logger, written } = lines();
    logger.info({ surname: CANARY, case: { givenName: CANARY }, identity: { a: { b: CANARY } } }, 'x');
    expect(written.join('')).not.toContain(CANARY);
    expect(written.join('')).toContain('[redacted]');
  });

  test.each([
    ['as a field', (l: ReturnType<typeof lines>['logger'], e: Error) => l.error({ err: e }, 'failed')],
    ['as a field without a message', (l: ReturnType<typeof lines>['logger'], e: Error) => l.error({ err: e })],
    ['as the only argument', (l: ReturnType<typeof lines>['logger'], e: Error) => l.error(e)],
    ['as first argument', (l: ReturnType<typeof lines>['logger'], e: Error) => l.error(e, 'failed')],
  ])('an error %s shows type, code and frames, never a message that may quote a value', (_how, log) => {
    const { logger, written, all } = lines();
    const quoting = Object.assign(new Error(`invalid input syntax for type date: "${CANARY}\n at x"`), {
      code: '22007',
      detail: CANARY,
    });
    log(logger, quoting);
    expect(written.join('')).not.toContain(CANARY);
    expect(all()[0]?.['err']).toMatchObject({ type: 'Error', code: '22007' });
    expect((all()[0]?.['err'] as { frames: string[] }).frames.length).toBeGreaterThan(0);
  });

  test('the message of a typed error of ours is shown, because it never quotes a value', () => {
    const { logger, all } = lines();
    logger.error({ err: new OwnError('no such case') }, 'failed');
    expect(all()[0]?.['err']).toMatchObject({ code: 'not-applicable', message: 'no such case' });
  });

  test('a cause is described by the same rule', () => {
    const { logger, written, all } = lines();
    logger.error({ err: new OwnError('chunk failed', { cause: new Error(CANARY) }) }, 'failed');
    expect(written.join('')).not.toContain(CANARY);
    expect(all()[0]?.['err']).toMatchObject({ cause: { type: 'Error' } });
  });

  test('what the framework says about a failure loses its text and keeps its frames', () => {
    const { logger, written, all } = lines();
    const error = new Error(`bad request of ${CANARY}`);
    nestLogger(logger).error(error.message, error.stack, 'ExceptionsHandler');
    nestLogger(logger).error(error, 'ExceptionsHandler');
    expect(written.join('')).not.toContain(CANARY);
    expect(all()[0]).toMatchObject({ context: 'ExceptionsHandler', level: 'error' });
  });
});
