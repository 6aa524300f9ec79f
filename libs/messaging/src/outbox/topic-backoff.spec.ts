import { errorLabel, TopicBackoff } from './topic-backoff.js';

test('a topic waits twice as long after each failure, at most ten seconds, and alone', () => {
  let now = 0;
  const backoff = new TopicBackoff(() => now);
  const waits = Array.from({ length: 10 }, () => {
    backoff.failed('kz.case');
    return backoff.remaining('kz.case');
  });
  expect(waits).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 10_000]);
  expect(backoff.waiting()).toEqual(['kz.case']);
  now = 10_000;
  expect(backoff.waiting()).toEqual([]);
});

test('a success forgets the failures', () => {
  const backoff = new TopicBackoff(() => 0);
  backoff.failed('kz.case');
  backoff.failed('kz.case');
  backoff.succeeded('kz.case');
  expect(backoff.failed('kz.case')).toBe(1);
});

test('the log gets an error’s code, never its message', () => {
  expect(errorLabel(Object.assign(new Error('secret'), { type: 'TOPIC_AUTHORIZATION_FAILED' }))).toBe(
    'TOPIC_AUTHORIZATION_FAILED',
  );
  expect(errorLabel(Object.assign(new Error('secret'), { code: '57P01' }))).toBe('57P01');
  const wrapped = new Error('secret', { cause: Object.assign(new Error('secret'), { code: 'ECONNREFUSED' }) });
  expect(errorLabel(wrapped)).toBe('ECONNREFUSED');
  expect(errorLabel(new TypeError('secret'))).toBe('TypeError');
  expect(errorLabel('secret')).toBe('unknown');
});
