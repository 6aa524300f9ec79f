import type { MemberData } from '#contracts';
import { generateSigningKey, publicJwk, type SigningKey } from '#security';
import { TakeUpSigningKey } from './take-up-signing-key.js';

const [first, second] = [generateSigningKey('kz-1'), generateSigningKey('kz-2')];
const now = new Date('2026-03-02T08:00:00.000Z');
const listed = (key: SigningKey, validity: { notbefore?: string; notafter?: string } = {}) => {
  const { kid, x } = publicJwk(key);
  return { kid, x, ...validity };
};
const ENDED = { notafter: '2026-03-02T08:00:05.000Z' };
const ENDING = { notafter: '2026-03-02T08:15:00.000Z' };

let filed: SigningKey;
let keys: MemberData['keys'] | undefined;
let did: string[];
let said: string[];
let takeUp: TakeUpSigningKey;

beforeEach(() => {
  [filed, keys, did, said] = [first, [listed(first)], [], []];
  takeUp = new TakeUpSigningKey({
    ...{ country: 'KZ', signingKey: first, now: () => now, load: () => Promise.resolve(filed) },
    declared: () => Promise.resolve(keys && ({ keys } as MemberData)),
    signing: { signWith: ({ kid }) => void did.push(kid), hold: () => void did.push('hold') },
    log: { info: (_, text) => void said.push(text), warn: (_, text) => void said.push(text) },
  });
});

test('nothing happens while the key file and the log say the same, or nothing of the log was read', async () => {
  await takeUp.execute();
  [filed, keys] = [second, undefined];
  await takeUp.execute();
  expect([did, said]).toEqual([[], []]);
});

test('the next key is taken up once, when the log declares it', async () => {
  keys = [listed(first, ENDING), listed(second)];
  await takeUp.execute();
  expect(did).toEqual([]);
  filed = second;
  await takeUp.execute();
  await takeUp.execute();
  expect([did, said.length]).toEqual([['kz-2'], 1]);
});

test.each([
  ['does not declare', () => [listed(first)]],
  ['declares with another public half', () => [listed(first), { ...listed(second), x: listed(first).x }]],
  ['declares for later', () => [listed(first), listed(second, { notbefore: '2026-03-02T09:00:00Z' })]],
  ['declares as ended', () => [listed(first), listed(second, ENDED)]],
])(
  'a key in the file that the log %s is not taken up; the former one goes on, and that is said once',
  async (_, log) => {
    [filed, keys] = [second, log()];
    await takeUp.execute();
    await takeUp.execute();
    expect([did, said.length]).toEqual([[], 1]);
  },
);

test.each([
  ['ended', () => [listed(first, ENDED), listed(second)]],
  ['no longer declared', () => [listed(second)]],
  ['of a member without keys', () => []],
])('a key in use that is %s sends nothing, until the file holds one that counts', async (_, log) => {
  keys = log();
  await takeUp.execute();
  [filed, keys] = [second, [listed(second)]];
  await takeUp.execute();
  expect(did).toEqual(['hold', 'kz-2']);
});
