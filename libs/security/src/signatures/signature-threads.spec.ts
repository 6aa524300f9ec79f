import fc from 'fast-check';
import { generateSigningKey } from '../signing-key.js';
import { parseSignature, signEvent, verifyEvent, type SignedAttributes, type SignedEvent } from './event-signature.js';
import { SignatureThreads } from './signature-threads.js';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const keys = [generateSigningKey('kz-1'), generateSigningKey('kg-1')] as const;
const SUBJECT = '3f2c1a50-6d1e-4b6f-9a55-0c1f8f1f2a10';

function signed(version: number, by: 0 | 1, claimed: 0 | 1, value: string): SignedEvent {
  const attributes: SignedAttributes = {
    topic: 'kz.case',
    key: SUBJECT,
    id: '9b2f7c1e-0c34-4d0b-8f8e-2d9a4c5b6e7f',
    source: 'KZ',
    type: 'kerege.case.decided.v1',
    subject: SUBJECT,
    version,
    time: '2022-01-01T00:00:00Z',
    contenttype: 'application/json',
    value: Buffer.from(value),
  };
  const signature = parseSignature(signEvent(keys[by], attributes));
  if (signature === null) throw new Error('does not parse');
  return { publicKey: keys[claimed].publicKey, signature, attributes };
}

let threads: SignatureThreads;
beforeEach(() => {
  threads = new SignatureThreads(2);
});
afterEach(() => threads.close());

test('threads say of each signature, in their order, what the check of one says', async () => {
  const side = fc.constantFrom<0 | 1>(0, 1);
  const event = fc.tuple(fc.integer({ min: 1, max: 9 }), side, side, fc.string({ maxLength: 40 }));
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 0, maxLength: 600 }), async (made) => {
      const events = made.map(([version, by, claimed, value]) => signed(version, by, claimed, value));
      const one = events.map((each) => verifyEvent(each.publicKey, each.signature, each.attributes));
      expect(await threads.verify(events)).toEqual(one);
      expect(one).toEqual(made.map(([, by, claimed]) => by === claimed));
    }),
    { seed: SEED, numRuns: 20, verbose: true },
  );
});

test('many chunks at once are each answered with their own verdicts', async () => {
  const good = Array.from({ length: 300 }, (_, i) => signed(i + 1, 0, 0, '{}'));
  const bad = Array.from({ length: 300 }, (_, i) => signed(i + 1, 0, 1, '{}'));
  const answers = await Promise.all([good, bad, good, bad].map((events) => threads.verify(events)));
  expect(answers.map((answer) => new Set(answer))).toEqual([true, false, true, false].map((all) => new Set([all])));
});

test('a check in progress is rejected when its thread ends, never taken for good; the next one has a new thread', async () => {
  const events = Array.from({ length: 1_000 }, (_, i) => signed(i + 1, 0, 0, '{}'));
  const running = expect(threads.verify(events)).rejects.toThrow('has ended');
  await threads.close();
  await running;
  expect(await threads.verify(events.slice(0, 1))).toEqual([true]);
});
