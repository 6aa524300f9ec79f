import fc from 'fast-check';
import type { ConsentPurpose } from '#contracts';
import { AGENCIES, someRecord } from '../national.testing.js';
import { LISTING } from './one-country.testing.js';
import { recordOf, TwoRegisters, WORKER } from './two-registers.testing.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`abroad and at home: fast-check seed ${seed} (FC_SEED)\n`));

const HOTLINE = AGENCIES[2];
const PURPOSES: readonly ConsentPurpose[] = ['CROSS_BORDER_REFERRAL', 'DOMESTIC_REFERRAL'];

let region: TwoRegisters;
let hotlineRef: string;
beforeAll(async () => {
  region = await TwoRegisters.start();
  const listed = await region.of('KZ').put(HOTLINE, '/v1/directory/own').send(LISTING);
  hotlineRef = (listed.body as { organisationRef: string }).organisationRef;
}, 120_000);
afterAll(() => region?.stop());

/** One person for whom the same bed is asked for abroad and at home. */
class Asked {
  private constructor(
    private readonly record: ReturnType<typeof recordOf>,
    private consents: readonly ConsentPurpose[],
    readonly abroad: string,
    readonly home: string,
  ) {}

  static async twice(): Promise<Asked> {
    const record = recordOf('KZ', { consents: PURPOSES });
    const caseRef = ((await region.of('KZ').record(WORKER.KZ, record)).body as { case_ref: string }).case_ref;
    const home = await region.request(caseRef, { to: 'KZ', organisation: hotlineRef });
    const asked = new Asked(
      record,
      PURPOSES,
      await region.requested({}, caseRef),
      (home.body as { referralRef: string }).referralRef,
    );
    await region.settle();
    await region.act('KZ', asked.home, 'accept', { expected: 1 }, HOTLINE);
    return asked;
  }

  acceptAbroad = () => region.act('UZ', this.abroad, 'accept', { expected: 1 });
  startAbroad = () => region.act('UZ', this.abroad, 'start', { record: recordOf('UZ') });
  startAtHome = () => region.act('KZ', this.home, 'start', { record: someRecord({ agency: HOTLINE }) }, HOTLINE);

  /** The person takes one consent back and leaves the others. */
  async takeBack(purpose: ConsentPurpose): Promise<void> {
    this.consents = this.consents.filter((one) => one !== purpose);
    const consents = this.consents.length === 0 ? ['ANONYMISED_STATISTICS'] : this.consents;
    expect((await region.of('KZ').record(WORKER.KZ, { ...this.record, consents })).status).toBe(200);
  }

  async seen() {
    const [sent, received] = [await region.view('KZ', this.abroad), await region.view('UZ', this.abroad)];
    const home = await region.view('KZ', this.home);
    return { abroad: sent.body, received: received.body, home: home.body };
  }

  async statuses() {
    const { abroad, received, home } = await this.seen();
    expect(received.status).toBe(abroad.status);
    return { abroad: abroad.status, home: home.status };
  }
}

const problems = () => region.of('KZ').rows('SELECT FROM register.delivery_problem');

test('what starts at home takes back what was asked abroad, also when the acceptance is on its way', async () => {
  const asked = await Asked.twice();
  region.holdBack('KZ');
  await asked.acceptAbroad();
  await region.carry('UZ');
  expect((await asked.startAtHome()).status).toBe(202);
  await region.release();
  await region.settle();
  expect(await asked.statuses()).toEqual({ abroad: 'WITHDRAWN', home: 'IN_PROGRESS' });
});

test('what starts abroad takes back what was asked at home, and the hotline finds it', async () => {
  const asked = await Asked.twice();
  await asked.acceptAbroad();
  await region.settle();
  await asked.startAbroad();
  await region.settle();
  expect(await asked.statuses()).toEqual({ abroad: 'IN_PROGRESS', home: 'WITHDRAWN' });
  expect((await asked.startAtHome()).body).toMatchObject({ status: 409, state: 'WITHDRAWN' });
});

describe('rule 3: taking a consent back acts on its purpose only', () => {
  test.each([
    ['before', ['takeBack', 'start']],
    ['after', ['start', 'takeBack']],
  ])('abroad, %s the start at home: the bed abroad is taken back once, the one at home is not', async (_, order) => {
    for (const accepted of [false, true]) {
      const asked = await Asked.twice();
      if (accepted) await asked.acceptAbroad();
      await region.settle();
      for (const step of order) {
        if (step === 'start') expect((await asked.startAtHome()).status).toBe(202);
        else await asked.takeBack('CROSS_BORDER_REFERRAL');
      }
      await region.settle();
      const { abroad, home } = await asked.seen();
      expect([abroad.status, home.status]).toEqual(['WITHDRAWN', 'IN_PROGRESS']);
      expect(home).toMatchObject({ sharingStoppedAt: null });
      expect(abroad.history.filter(({ outcome }) => outcome === 'WITHDRAWN' || outcome === 'REFUSED')).toHaveLength(1);
    }
  });

  test('at home, while the receiver abroad starts: the person goes there, and the hotline starts nothing', async () => {
    const asked = await Asked.twice();
    await asked.acceptAbroad();
    await region.settle();
    await asked.startAbroad();
    await asked.takeBack('DOMESTIC_REFERRAL');
    await region.settle();
    expect(await asked.statuses()).toEqual({ abroad: 'IN_PROGRESS', home: 'WITHDRAWN' });
    expect((await asked.startAtHome()).status).toBe(409);
  });
});

const STEPS = ['acceptAbroad', 'startAbroad', 'startAtHome', 'no longer abroad', 'no longer at home'] as const;
const CARRY = ['carry KZ', 'carry UZ', 'hold back KZ', 'release'] as const;

test('in any order of starts, withdrawals and deliveries both countries agree, and nothing starts without consent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS, ...CARRY), { maxLength: 12 }), async (steps) => {
      const asked = await Asked.twice();
      const before = (await problems()).length;
      const acts: Record<(typeof STEPS | typeof CARRY)[number], () => Promise<unknown>> = {
        acceptAbroad: async () => asked.acceptAbroad(),
        startAbroad: async () => asked.startAbroad(),
        startAtHome: async () => asked.startAtHome(),
        'no longer abroad': () => asked.takeBack('CROSS_BORDER_REFERRAL'),
        'no longer at home': () => asked.takeBack('DOMESTIC_REFERRAL'),
        'carry KZ': () => region.carry('KZ'),
        'carry UZ': () => region.carry('UZ'),
        'hold back KZ': () => Promise.resolve(region.holdBack('KZ')),
        release: () => region.release(),
      };
      for (const step of steps) await acts[step]();
      await region.settle();
      await region.release();
      await region.settle();
      const { abroad, home } = await asked.statuses();
      expect((await problems()).length).toBe(before);
      const at = (step: (typeof STEPS)[number]) => steps.indexOf(step);
      const takenBackFirst = at('no longer at home') >= 0 && at('no longer at home') < at('startAtHome');
      if (takenBackFirst) expect(home).not.toBe('IN_PROGRESS');
      // A start at home leaves nothing abroad that could start as well.
      if (home === 'IN_PROGRESS') expect(abroad).not.toBe('ACCEPTED');
      if (abroad === 'IN_PROGRESS') expect(home).not.toBe('ACCEPTED');
    }),
    { seed, numRuns: 15 },
  );
}, 180_000);
