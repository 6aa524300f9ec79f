import { eventually, hasScramUser, testKafka, type TestKafka } from '#testing';
import { createKafka } from './kafka-connection.js';
import { setScramUsers } from './scram-users.js';

let kafka: TestKafka;
beforeAll(async () => {
  kafka = await testKafka();
});
afterAll(() => kafka.cleanup());

const [first, second] = ['k=a,b[c]"d\\e#f!g:h;i', 'x'.repeat(300)] as const;

async function signsIn(username: string, password: string): Promise<boolean> {
  const connection = { ...kafka.connection('admin'), username, password };
  const admin = createKafka(connection).admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    return true;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}

test('users sign in with what was set, however it is spelt; a new password replaces the old one', async () => {
  const names = Array.from({ length: 130 }, (_, i) => `${kafka.prefix.slice(0, -1)}-${i}`);
  const [one = '', last = ''] = [names[0], names.at(-1)];
  const client = createKafka(kafka.connection('admin'));
  await setScramUsers(
    client,
    names.map((name) => ({ name, password: name === one ? first : second })),
  );
  await eventually(() => signsIn(one, first), { what: 'the first user to sign in' });
  await eventually(() => signsIn(last, second), { what: 'the last user to sign in' });
  expect(await signsIn(one, second)).toBe(false);

  await setScramUsers(client, [{ name: one, password: second }]);
  await eventually(() => signsIn(one, second), { what: 'the new password to be known' });
  expect(await signsIn(one, first)).toBe(false);

  const { brokers, username = '', password = '' } = kafka.connection('admin');
  expect(await hasScramUser({ brokers, username, password }, one)).toBe(true);
});

test('what the broker refuses is an error that names the user, and a password that needs preparation is refused here', async () => {
  const client = createKafka(kafka.connection('admin'));
  await expect(setScramUsers(client, [{ name: '', password: first }])).rejects.toThrow(/refused the user/);
  await expect(setScramUsers(client, [{ name: 'x', password: 'пароль' }])).rejects.toThrow(RangeError);
});
