import fc from 'fast-check';
import { sharingRefOf } from '#contracts';
import type { AcceptedEvent } from '#messaging';
import { inTransaction } from '#persistence';
import { recordOf, TwoRegisters, WORKER, type Party } from './two-registers.testing.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`stop sharing: fast-check seed ${seed} (FC_SEED)\n`));

let region: TwoRegisters;

beforeAll(async () => {
  region = await TwoRegisters.start();
}, 120_000);
afterAll(() => region?.stop());

interface Shown {
  readonly status: string | null;
  readonly preview: object | null;
  readonly stopUnconfirmed: boolean;
  readonly stopConfirmedAt: string | null;
  readonly sharingStoppedAt: string | null;
}
const shown = async (country: Party, ref: string) => (await region.view(country, ref)).body as unknown as Shown;
const told = async (country: Party, ref: string) => {
  const answer = await region.of(country).get(WORKER[country], '/v1/notifications');
  const { notifications } = answer.body as { notifications: { referralRef: string; outcome: string }[] };
  return notifications.filter((one) => one.referralRef === ref).map(({ outcome }) => outcome);
};
const saidOnErasure = (country: Party, ref: string) =>
  region
    .of(country)
    .rows<{ type: string }>('SELECT type FROM messaging.outbox WHERE subject = $1 ORDER BY seq', [sharingRefOf(ref)]);

/** A referral on its way, and how the person takes the consent back. */
async function referred() {
  const record = recordOf('KZ', { agency: WORKER.KZ });
  const answer = await region.of('KZ').record(WORKER.KZ, record);
  const ref = await region.requested({}, (answer.body as { case_ref: string }).case_ref);
  await region.settle();
  const withdraw = () => region.of('KZ').record(WORKER.KZ, { ...record, consents: ['CROSS_BORDER_MATCH'] });
  return { ref, withdraw };
}
const accept = (ref: string) => region.act('UZ', ref, 'accept', { expected: 1 });
const start = (ref: string) => region.act('UZ', ref, 'start', { record: recordOf('UZ') });

test('the receiver of an accepted referral destroys what was shared and confirms; until then the sender shows it as open', async () => {
  const { ref, withdraw } = await referred();
  await accept(ref);
  await region.settle();
  expect((await shown('UZ', ref)).preview).not.toBeNull();
  await withdraw();
  expect(await shown('KZ', ref)).toMatchObject({ status: 'ACCEPTED', stopUnconfirmed: true, stopConfirmedAt: null });
  await region.carrySharing('KZ');
  expect(await shown('UZ', ref)).toMatchObject({ status: 'ACCEPTED', preview: null, stopUnconfirmed: false });
  expect(await region.of('UZ').rows('SELECT FROM referral.part WHERE referral_ref = $1', [ref])).toEqual([]);
  expect((await told('UZ', ref)).at(-1)).toBe('SHARING_STOPPED');
  expect((await shown('KZ', ref)).stopUnconfirmed).toBe(true);
  await region.carrySharing('UZ');
  const confirmed = await shown('KZ', ref);
  expect([confirmed.stopUnconfirmed, typeof confirmed.stopConfirmedAt]).toEqual([false, 'string']);
  expect((await told('KZ', ref)).at(-1)).toBe('SHARING_STOP_CONFIRMED');
});

test('rule 3: services that have begun go on, and so does the receiver’s own case', async () => {
  const { ref, withdraw } = await referred();
  await accept(ref);
  await region.settle();
  await start(ref);
  await region.settle();
  await withdraw();
  await region.settle();
  expect(await shown('UZ', ref)).toMatchObject({ status: 'IN_PROGRESS', preview: null });
  expect((await shown('KZ', ref)).stopUnconfirmed).toBe(false);
  expect((await region.act('UZ', ref, 'complete')).status).toBe(202);
  await region.settle();
  expect((await shown('KZ', ref)).status).toBe('COMPLETED');
});

test('it is asked once, and only the receiver’s word, passed on by the aggregator, counts', async () => {
  const { ref, withdraw } = await referred();
  await accept(ref);
  await region.settle();
  await withdraw();
  const { dataSource, parts } = region.of('KZ');
  const says = (source: string, holder: string) =>
    inTransaction(dataSource, (tx) => {
      const event = { type: 'kerege.sharing.stop-confirmed.v1', source, subject: sharingRefOf(ref), data: { holder } };
      return parts.referrals.sharing.take(tx, event as unknown as AcceptedEvent);
    });
  await says('LINKAGE', 'UZ');
  await says('AGGREGATOR', 'KG');
  expect((await shown('KZ', ref)).stopUnconfirmed).toBe(true);
  const caseRef = ((await region.view('KZ', ref)).body as unknown as { caseRef: string }).caseRef;
  await inTransaction(dataSource, (tx) =>
    parts.referrals.onConsentWithdrawn.withdrawReferralsOf(tx, caseRef, 'CROSS_BORDER_REFERRAL'),
  );
  expect(await saidOnErasure('KZ', ref)).toEqual([{ type: 'kerege.sharing.stopped.v1' }]);
  await says('AGGREGATOR', 'UZ');
  expect((await shown('KZ', ref)).stopUnconfirmed).toBe(false);
});

test('what nobody confirms shows among the alerts after a day', async () => {
  const { ref, withdraw } = await referred();
  await accept(ref);
  await region.settle();
  await withdraw();
  const alerts = async () => {
    const answer = await region.of('KZ').get('registrar', '/v1/rights-alerts');
    return (answer.body as { alerts: { id: string; kind: string }[] }).alerts.filter(({ id }) => id === ref);
  };
  expect(await alerts()).toEqual([]);
  await region.later(24 * 3_600_000);
  expect(await alerts()).toMatchObject([{ kind: 'SHARING_STOP_UNCONFIRMED' }]);
  await region.settle();
  expect(await alerts()).toEqual([]);
});

test('rules 1 and 3: what the person took back is not started, and the reason is told', async () => {
  const { ref, withdraw } = await referred();
  await accept(ref);
  await region.settle();
  await withdraw();
  await region.settle();
  const records = () => region.of('UZ').rows('SELECT FROM register.episode');
  const before = (await records()).length;
  const answer = await start(ref);
  expect([answer.status, answer.body]).toMatchObject([409, { why: 'CONSENT_WITHDRAWN', state: 'ACCEPTED' }]);
  expect((answer.body as { possible: string[] }).possible).toEqual(['FAIL']);
  expect(await records()).toHaveLength(before);
  // Either side may end it: who has the consent anew asks anew.
  expect((await region.act('KZ', ref, 'withdraw', { reason: 'CONSENT_WITHDRAWN' })).status).toBe(202);
  await region.settle();
  expect((await shown('UZ', ref)).status).toBe('WITHDRAWN');
});

test('a start that was sent before the receiver knew is refused, and both sides are told', async () => {
  const { ref, withdraw } = await referred();
  await accept(ref);
  await region.settle();
  expect((await start(ref)).status).toBe(202);
  await withdraw();
  await region.carrySharing('KZ');
  await region.settle();
  expect(region.histories.get(ref)?.referral).toMatchObject({ status: 'ACCEPTED', linked: false });
  for (const country of ['KZ', 'UZ'] as const) {
    expect((await region.view(country, ref)).body.history.at(-1)).toMatchObject({
      ...{ outcome: 'REFUSED', attempt: 'START', why: 'CONSENT_WITHDRAWN' },
    });
    expect(await told(country, ref)).toContain('REFUSED');
  }
  expect((await region.view('UZ', ref)).body.caseRef).toBeNull();
  expect((await region.of('KZ').rows('SELECT FROM register.delivery_problem')).length).toBe(0);
});

const STEPS = ['accept', 'start', 'withdraw', 'carry KZ', 'carry UZ', 'hold back KZ', 'release'] as const;

test('a withdrawal that races with acceptance and start: whoever wins, the receiver keeps nothing and the sender knows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 12 }), async (steps) => {
      const { ref, withdraw } = await referred();
      const acts: Record<(typeof STEPS)[number], () => Promise<unknown>> = {
        accept: async () => accept(ref),
        start: async () => start(ref),
        withdraw: async () => withdraw(),
        'carry KZ': () => region.carry('KZ'),
        'carry UZ': () => region.carry('UZ'),
        'hold back KZ': () => Promise.resolve(region.holdBack('KZ')),
        release: () => region.release(),
      };
      for (const step of steps) await acts[step]();
      await withdraw();
      await region.settle();
      await region.release();
      await region.settle();
      for (const country of ['KZ', 'UZ'] as const) await region.of(country).parts.referrals.tendKeys();
      const [sender, receiver] = [await shown('KZ', ref), await shown('UZ', ref)];
      expect([sender.status, receiver.preview]).toEqual([receiver.status, null]);
      expect(sender.stopUnconfirmed).toBe(false);
      if (sender.status !== 'WITHDRAWN') {
        expect(['ACCEPTED', 'IN_PROGRESS']).toContain(sender.status);
        expect([typeof sender.stopConfirmedAt, typeof sender.sharingStoppedAt]).toEqual(['string', 'string']);
      }
    }),
    {
      ...{ seed, numRuns: 25 },
      examples: [
        // The start wins: the withdrawal was sent before the acceptance was known, and is refused.
        [['hold back KZ', 'accept', 'carry UZ', 'start', 'carry UZ', 'withdraw', 'carry KZ', 'release']],
        [['withdraw', 'accept', 'carry UZ', 'start', 'carry UZ', 'carry KZ']],
        [['accept', 'withdraw', 'carry UZ', 'carry KZ']],
        [['accept', 'carry UZ', 'withdraw', 'start', 'carry UZ', 'carry KZ']],
      ],
    },
  );
}, 120_000);
