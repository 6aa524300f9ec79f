import { inTransaction } from '#persistence';
import { OneCountry, OTHER_SHELTER, SENDER, SHELTER } from './one-country.testing.js';
import { recordOf, TwoRegisters, WORKER, type Party } from './two-registers.testing.js';

let region: TwoRegisters;
let country: OneCountry;
beforeAll(async () => {
  region = await TwoRegisters.start();
  country = await OneCountry.start();
}, 120_000);
afterAll(async () => {
  await region?.stop();
  await country?.stop();
});

type National = Pick<OneCountry['national'], 'post'>;
const end = {
  voided: (national: National, caseRef: string) => national.post('registrar', `/v1/cases/${caseRef}/void`).send(),
  closed: (national: National, caseRef: string, worker: string, reason = 'LOST_CONTACT') =>
    national.post(worker, `/v1/cases/${caseRef}/close`).send({ reason, closed_on: '2026-03-02' }),
};
const statusAbroad = async (ref: string) => [
  (await region.view('KZ', ref)).body.status,
  (await region.view('UZ', ref)).body.status,
];
const told = async (party: Party, ref: string) => {
  const answer = await region.of(party).get(WORKER[party], '/v1/notifications');
  const { notifications } = answer.body as { notifications: { referralRef: string; outcome: string }[] };
  return notifications.filter(({ referralRef }) => referralRef === ref).map(({ outcome }) => outcome);
};

/** A case with referrals abroad: nobody has answered one, one is accepted, one has begun. */
async function referredAbroad() {
  const caseRef = await region.caseOf('KZ');
  const pending = await region.requested({}, caseRef);
  const accepted = await region.requested({ services: ['PSYCHOLOGICAL'] }, caseRef);
  await region.settle();
  await region.act('UZ', accepted, 'accept', { expected: 1 });
  await region.settle();
  return { caseRef, pending, accepted };
}

describe('abroad', () => {
  test.each([
    ['voided', (caseRef: string) => end.voided(region.of('KZ'), caseRef), 'CIRCUMSTANCES_CHANGED'],
    ['closed', (caseRef: string) => end.closed(region.of('KZ'), caseRef, WORKER.KZ), 'CIRCUMSTANCES_CHANGED'],
    [
      'closed because the person declined',
      (caseRef: string) => end.closed(region.of('KZ'), caseRef, WORKER.KZ, 'PERSON_DECLINED'),
      'PERSON_CHANGED_MIND',
    ],
  ])(
    'a case that is %s leaves no referral that could start, and the receiver is told why',
    async (_, ended, reason) => {
      const { caseRef, pending, accepted } = await referredAbroad();
      expect((await ended(caseRef)).status).toBe(204);
      // Of one transaction: what leaves is there as soon as the case has ended.
      for (const ref of [pending, accepted]) {
        expect((await region.view('KZ', ref)).body.waiting).toMatchObject([{ command: 'WITHDRAW' }]);
      }
      await region.settle();
      for (const ref of [pending, accepted]) {
        expect(await statusAbroad(ref)).toEqual(['WITHDRAWN', 'WITHDRAWN']);
        const { history } = (await region.view('UZ', ref)).body;
        expect(history.at(-1)).toMatchObject({ outcome: 'WITHDRAWN', reason, cause: 'SENDER' });
        expect((await told('UZ', ref)).at(-1)).toBe('WITHDRAWN');
      }
    },
  );

  test('an acceptance that was on its way when the case ended is withdrawn as well', async () => {
    const caseRef = await region.caseOf('KZ');
    const ref = await region.requested({}, caseRef);
    await region.settle();
    region.holdBack('KZ');
    await region.act('UZ', ref, 'accept', { expected: 1 });
    await region.carry('UZ');
    await end.voided(region.of('KZ'), caseRef);
    await region.release();
    await region.settle();
    expect(await statusAbroad(ref)).toEqual(['WITHDRAWN', 'WITHDRAWN']);
  });

  test('services that have begun go on, and their end is no business of the sender’s case', async () => {
    const { caseRef, accepted } = await referredAbroad();
    await region.act('UZ', accepted, 'start', { record: recordOf('UZ') });
    await region.settle();
    await end.voided(region.of('KZ'), caseRef);
    await region.settle();
    expect(await statusAbroad(accepted)).toEqual(['IN_PROGRESS', 'IN_PROGRESS']);
  });

  test.each(['TRANSFERRED', 'RETURNED'])(
    'a case that is closed as %s keeps the acceptance to which the person goes, and no other',
    async (reason) => {
      const { caseRef, pending, accepted } = await referredAbroad();
      await end.closed(region.of('KZ'), caseRef, WORKER.KZ, reason);
      await region.settle();
      expect(await statusAbroad(pending)).toEqual(['WITHDRAWN', 'WITHDRAWN']);
      expect(await statusAbroad(accepted)).toEqual(['ACCEPTED', 'ACCEPTED']);
    },
  );

  test('the receiver starts in the same moment: one of the two wins, and the other is told', async () => {
    for (const first of ['UZ', 'KZ'] as const satisfies Party[]) {
      const { caseRef, accepted } = await referredAbroad();
      await region.act('UZ', accepted, 'start', { record: recordOf('UZ') });
      await end.voided(region.of('KZ'), caseRef);
      const second: Party = first === 'UZ' ? 'KZ' : 'UZ';
      for (const party of [first, second] as const) await region.carry(party);
      await region.settle();
      const won = first === 'UZ' ? 'IN_PROGRESS' : 'WITHDRAWN';
      expect(await statusAbroad(accepted)).toEqual([won, won]);
      expect(await told(second, accepted)).toContain('REFUSED');
      expect(await told(first, accepted)).not.toContain('REFUSED');
    }
  });

  test('a case that is erased is started by nobody who had accepted', async () => {
    const { caseRef, accepted } = await referredAbroad();
    const { dataSource, parts } = region.of('KZ');
    await inTransaction(dataSource, (tx) => parts.referrals.onErasure.endReferralsOf(tx, caseRef));
    await region.settle();
    expect(await statusAbroad(accepted)).toEqual(['WITHDRAWN', 'WITHDRAWN']);
  });
});

describe('at home', () => {
  test.each([
    ['voided', (caseRef: string) => end.voided(country.national, caseRef)],
    ['closed', (caseRef: string) => end.closed(country.national, caseRef, SENDER)],
  ])('a case that is %s leaves no referral that could start, and the receiver is told', async (_, ended) => {
    const caseRef = await country.caseOf();
    const pending = await country.requested(caseRef, OTHER_SHELTER);
    const accepted = await country.accepted(caseRef, SHELTER, { services: ['PSYCHOLOGICAL'] });
    const begun = await country.started(caseRef, SHELTER, { services: ['Legal'] });
    expect((await ended(caseRef)).status).toBe(204);
    for (const [receiver, ref] of [
      [OTHER_SHELTER, pending],
      [SHELTER, accepted],
    ] as const) {
      expect((await country.view(receiver, ref)).body).toMatchObject({ status: 'WITHDRAWN', referredCaseRef: null });
      expect((await country.told(receiver, ref)).at(-1)).toBe('WITHDRAWN');
    }
    expect((await country.view(SHELTER, begun)).body).toMatchObject({ status: 'IN_PROGRESS' });
  });

  test('the receiver starts in the same moment: one of the two wins, and the other finds what it made of it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const caseRef = await country.caseOf();
      const ref = await country.accepted(caseRef);
      const own = await country.caseOf(SHELTER);
      const [ended, started] = await Promise.all([
        end.voided(country.national, caseRef),
        country.act(SHELTER, ref, 'start', { caseRef: own }),
      ]);
      expect(ended.status).toBe(204);
      const status = started.status === 202 ? 'IN_PROGRESS' : 'WITHDRAWN';
      expect((await country.view(SENDER, ref)).body).toMatchObject({ status });
      if (status === 'IN_PROGRESS') continue;
      expect([started.status, started.body]).toMatchObject([409, { state: 'WITHDRAWN', why: 'WRONG_STATE' }]);
      expect((await country.told(SHELTER, ref)).at(-1)).toBe('WITHDRAWN');
    }
  });
});

test('joining and parting persons ends no case, and no referral', async () => {
  const [caseRef, other] = [await country.caseOf(), await country.caseOf()];
  const ref = await country.requested(caseRef);
  for (const [act, refs] of [
    ['merge', [caseRef, other]],
    ['split', [caseRef]],
  ] as const) {
    const answer = await country.national.post('registrar', `/v1/persons/${act}`).send({ case_refs: refs });
    expect(answer.status).toBe(200);
    expect((await country.view(SHELTER, ref)).body).toMatchObject({ status: 'REQUESTED' });
  }
});
