import { WakefulPause } from './wakeful-pause.js';

const LONG = 2 ** 30;

test('a pause ends when somebody wakes it', async () => {
  const pause = new WakefulPause();
  const sleeping = pause.sleep(LONG);
  pause.wake();
  await sleeping;
});

test('who was woken before the pause does not sleep, once', async () => {
  const pause = new WakefulPause();
  pause.wake();
  pause.wake();
  await pause.sleep(LONG);
  const second = pause.sleep(LONG).then(() => 'ended');
  expect(await Promise.race([second, Promise.resolve('sleeping')])).toBe('sleeping');
  pause.wake();
  expect(await second).toBe('ended');
});

test('a pause that nobody wakes ends by itself', async () => {
  await new WakefulPause().sleep(1);
});
