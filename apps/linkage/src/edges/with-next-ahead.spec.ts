import { setImmediate } from 'node:timers/promises';
import { inParts, withNextAhead } from './with-next-ahead.js';

const TURNS_OF_AN_ANSWER = 3;

/** What happens in which order, and the error that ends it. */
async function story(parts: readonly number[], { lookUpFails = NaN, useFails = NaN } = {}) {
  const told: string[] = [];
  const lookUp = async (part: number) => {
    told.push(`ask ${part}`);
    for (let turn = 0; turn < TURNS_OF_AN_ANSWER; turn += 1) await setImmediate();
    if (part === lookUpFails) throw new Error(`no answer to ${part}`);
    told.push(`answer ${part}`);
    return part * 10;
  };
  const use = (part: number, answer: number) => {
    if (part === useFails) throw new Error(`cannot use ${part}`);
    told.push(`use ${part}: ${answer}`);
  };
  const error = await withNextAhead(parts, lookUp, use).then(
    () => undefined,
    ({ message }: Error) => message,
  );
  return { told, error };
}

test('each part is used with its own answer, while the next one is asked for, one at a time', async () => {
  expect(await story([1, 2, 3])).toEqual({
    told: ['ask 1', 'answer 1', 'ask 2', 'use 1: 10', 'answer 2', 'ask 3', 'use 2: 20', 'answer 3', 'use 3: 30'],
    error: undefined,
  });
});

test('nothing is asked where there are no parts', async () => {
  expect(await story([])).toEqual({ told: [], error: undefined });
});

test.each([1, 2, 3])('a look-up that fails ends it: %i', async (lookUpFails) => {
  const { told, error } = await story([1, 2, 3], { lookUpFails });
  expect(error).toBe(`no answer to ${lookUpFails}`);
  expect(told.filter((line) => line.startsWith('ask'))).toHaveLength(lookUpFails);
});

test('a part that cannot be used ends it, also where the next look-up fails afterwards', async () => {
  const { told, error } = await story([1, 2, 3], { useFails: 1, lookUpFails: 2 });
  expect(error).toBe('cannot use 1');
  expect(told).not.toContain('ask 3');
});

test('parts hold all, in order', () => {
  expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inParts([], 2)).toEqual([]);
});
