import { generateSigningKey, platformKeysFrom, publicJwk } from '#security';
import { MembersLog } from './members-log.js';

/** A log on an empty topic; `answers` of the broker are given by hand. */
function emptyLog() {
  const answers: { readonly give: () => void; readonly fail: () => void }[] = [];
  const endOffsets = () =>
    new Promise((resolve, reject) =>
      answers.push({ give: () => resolve(new Map([[0, 0n]])), fail: () => reject(new Error('away')) }),
    );
  const platformKeys = platformKeysFrom({ keys: [publicJwk(generateSigningKey('platform-1'))] });
  const log = new MembersLog({
    ...{ connection: { topicPrefix: '' } as never, inspector: { endOffsets } as never, dataSource: undefined as never },
    ...{ group: 'spec', platformKeys, signal: new AbortController().signal },
  });
  return { log, answers };
}

test('one look at the log serves all who received their records before it', async () => {
  const { log, answers } = emptyLog();
  const received = performance.now();
  const both = [log.barrier(received), log.barrier(received)];
  answers[0]?.give();
  await Promise.all([...both, log.barrier(received)]);
  expect(answers).toHaveLength(1);
});

test('a record that was received after a look began waits for the next one', async () => {
  const { log, answers } = emptyLog();
  const first = log.barrier();
  const second = log.barrier(performance.now() + 1);
  expect(answers).toHaveLength(2);
  answers.forEach(({ give }) => give());
  await Promise.all([first, second]);
});

test('a look that failed serves nobody who comes later', async () => {
  const { log, answers } = emptyLog();
  const received = performance.now();
  const first = log.barrier(received);
  answers[0]?.fail();
  await expect(first).rejects.toThrow('away');
  const second = log.barrier(received);
  answers[1]?.give();
  await second;
  expect(answers).toHaveLength(2);
});
