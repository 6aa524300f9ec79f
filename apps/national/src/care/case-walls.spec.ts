import type { OrgType } from '#contracts';
import { isEnforcementBody } from '#domain';
import { AGENCIES, TestNational } from '../national.testing.js';
import { NGO, registeredCase } from './care-fixture.testing.js';
import type { CareWorker } from './care-worker.js';
import { CaseWalls, type AcceptedReferrals } from './case-walls.js';
import { ReadCare } from './read-care.js';
import { Services } from './services.js';

/** No organisation has taken anything on. */
const NO_REFERRALS: AcceptedReferrals = { opened: () => Promise.resolve(undefined) };

const HOTLINE = AGENCIES[2];
const now = () => new Date('2024-03-20T09:00:00Z');

let national: TestNational;
beforeAll(async () => {
  national = await TestNational.start('KZ', now);
});
afterAll(() => national.stop());

const worker = (organisation: string, bodyType: OrgType): CareWorker => ({
  ...{ caller: organisation, organisation, bodyType, enforcement: isEnforcementBody(bodyType) },
});
/** Every case is handed over to everybody, and they have accepted. */
const ALL_ACCEPTED: AcceptedReferrals = { opened: () => Promise.resolve({ services: null }) };
const GIVEN = { agreed: true, given_on: '2024-03-06', funding: 'MIXED' };

function careWith(referrals: AcceptedReferrals) {
  const walls = new CaseWalls(referrals);
  return {
    services: new Services(national.dataSource, walls, now),
    read: new ReadCare(national.dataSource, walls),
  };
}

describe('rule 12: another organisation reaches a case through an accepted referral alone', () => {
  it('without one it is not there', async () => {
    const caseRef = await registeredCase(national);
    const { services, read } = careWith(NO_REFERRALS);
    const receiver = worker(HOTLINE, 'Hotline');
    await expect(read.execute(receiver, caseRef)).rejects.toMatchObject({ status: 404 });
    await expect(services.record(receiver, caseRef, { ...GIVEN, service: 'Legal' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('with one it reads what the sender entered, and the sender nothing of what it enters', async () => {
    const caseRef = await registeredCase(national);
    const { services, read } = careWith(ALL_ACCEPTED);
    const [sender, receiver] = [worker(NGO, 'NGO'), worker(HOTLINE, 'Hotline')];
    await services.record(sender, caseRef, { ...GIVEN, service: 'Health' });
    await services.record(receiver, caseRef, { ...GIVEN, service: 'Legal' });
    const seen = async (who: CareWorker) =>
      (await read.execute(who, caseRef)).services.map((entry) => entry['service']);
    expect((await seen(receiver)).sort()).toEqual(['Health', 'Legal']);
    expect(await seen(sender)).toEqual(['Health']);
  });

  it.each<[string, OrgType]>([
    ['KZ-MVD-01', 'LawEnforcement'],
    ['KZ-BRD-01', 'BorderGuard'],
  ])('a referral opens nothing for %s, a body of type %s', async (organisation, type) => {
    const caseRef = await registeredCase(national);
    const { read } = careWith(ALL_ACCEPTED);
    await expect(read.execute(worker(organisation, type), caseRef)).rejects.toMatchObject({ status: 404 });
  });
});
