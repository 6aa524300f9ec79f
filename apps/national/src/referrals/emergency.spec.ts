import { INFORMED_CHECK } from '#contracts';
import { EMERGENCY_HOURS, HOUR } from '#domain';
import { COLLEAGUE, someRecord } from '../national.testing.js';
import { OneCountry, OTHER_SHELTER, SENDER, SHELTER } from './one-country.testing.js';

let country: OneCountry;
beforeAll(async () => {
  country = await OneCountry.start();
});
afterAll(() => country?.stop());

const ofCase = (caller: string, path: string, body: object = {}) =>
  country.national.post(caller, `/v1/cases/${path}`).send(body);
const caseOf = (consents: readonly string[] = []) => country.caseOf(SENDER, { consents });

/** One person begins; each further caller decides it too. Gives the protection. */
async function begun(caseRef: string, ...others: readonly string[]): Promise<string> {
  const answer = await ofCase(SENDER, `${caseRef}/emergency-protections`, { incapacity: 'UNCONSCIOUS' });
  const { id } = answer.body as { id: string };
  for (const caller of others) await ofCase(caller, `${caseRef}/emergency-protections/${id}/second`);
  return id;
}

/** A person who cannot decide, protected by two. */
async function protectedCase(): Promise<{ caseRef: string; id: string }> {
  const caseRef = await caseOf();
  return { caseRef, id: await begun(caseRef, COLLEAGUE) };
}

async function decides(caseRef: string, decision: 'GIVEN' | 'REFUSED'): Promise<void> {
  const answer = await ofCase(SENDER, `${caseRef}/consents`, {
    ...{ purpose: 'DOMESTIC_REFERRAL', decision, decided_at: country.now.toISOString(), by: 'PERSON', expected: 0 },
    ...{ informed: decision === 'GIVEN' ? INFORMED_CHECK : [], taken_by: 'NGO', age_status: 'ADULT' },
  });
  expect([answer.status, answer.body]).toMatchObject([200, { decision }]);
}

const sweep = () => country.national.parts.referrals.keepClocks();
const status = async (ref: string) => (await country.view(SENDER, ref)).body.status;
const startsAt = (receiver: string, ref: string) =>
  country.act(receiver, ref, 'start', { record: someRecord({ agency: receiver }) });

describe('rule 5: an emergency protection stands in for the consent to a referral at home', () => {
  test('two persons decide, the receivers are shown, and the referral says until when it is protected', async () => {
    const caseRef = await caseOf();
    expect((await country.request(caseRef, SHELTER)).body).toMatchObject({ missing: ['DOMESTIC_REFERRAL'] });
    const id = await begun(caseRef);
    expect((await country.request(caseRef, SHELTER)).body).toMatchObject({ missing: ['DOMESTIC_REFERRAL'] });
    const listed = () => country.national.get(SENDER, `/v1/directory?case=${caseRef}&country=KZ`);
    expect((await listed()).status).toBe(422);
    await ofCase(COLLEAGUE, `${caseRef}/emergency-protections/${id}/second`);
    expect((await listed()).status).toBe(200);
    const ref = await country.accepted(caseRef);
    const until = new Date(country.now.getTime() + EMERGENCY_HOURS * HOUR).toISOString();
    for (const side of [SENDER, SHELTER]) {
      const { body } = await country.view(side, ref);
      expect(body).toMatchObject({ protectedUntil: until });
      expect(body.history[0]).toMatchObject({ outcome: 'REQUESTED', consents: [] });
    }
    expect((await startsAt(SHELTER, ref)).body).toMatchObject({ status: 'IN_PROGRESS' });
  });

  test('not for a referral abroad, a case transfer, a return, family tracing, nor for who may not be asked', async () => {
    const { caseRef } = await protectedCase();
    const missing = async (body: object) => ((await country.request(caseRef, SHELTER, body)).body as never)['missing'];
    expect(await missing({ to: 'UZ' })).toEqual(['CROSS_BORDER_REFERRAL']);
    expect(await missing({ mode: 'CASE_TRANSFER' })).toEqual(['DOMESTIC_REFERRAL']);
    expect(await missing({ reason: 'ReturnToCountryOfOrigin' })).toEqual(['RETURN_ARRANGEMENT']);
    expect(await missing({ reason: 'FamilyTracing' })).toEqual(['FAMILY_TRACING']);
    const abroad = await country.national.get(SENDER, `/v1/directory?case=${caseRef}&country=UZ`);
    expect(abroad.body).toMatchObject({ status: 422, missing: ['CROSS_BORDER_REFERRAL'] });
  });

  test('neither against the person’s word, nor after they were told, nor after 72 hours', async () => {
    const refused = async (caseRef: string) => (await country.request(caseRef, SHELTER)).status;
    const said = await protectedCase();
    await decides(said.caseRef, 'REFUSED');
    const told = await protectedCase();
    await ofCase(SENDER, `${told.caseRef}/emergency-protections/${told.id}/told`);
    const over = await protectedCase();
    country.later(EMERGENCY_HOURS * HOUR);
    expect(await Promise.all([said, told, over].map(({ caseRef }) => refused(caseRef)))).toEqual([422, 422, 422]);
  });

  test('the person refuses: what has not been accepted is withdrawn, and what was is not started', async () => {
    const { caseRef } = await protectedCase();
    const pending = await country.requested(caseRef, OTHER_SHELTER);
    const accepted = await country.accepted(caseRef, SHELTER, { services: ['PSYCHOLOGICAL'] });
    await decides(caseRef, 'REFUSED');
    expect(await status(pending)).toBe('WITHDRAWN');
    expect(await country.told(SHELTER, accepted)).toEqual(['REQUESTED', 'SHARING_STOPPED']);
    expect((await startsAt(SHELTER, accepted)).body).toMatchObject({ why: 'CONSENT_WITHDRAWN' });
  });

  test('72 hours are over without the person’s word: what has not started ends, of what has nothing more is shared', async () => {
    const { caseRef } = await protectedCase();
    const accepted = await country.accepted(caseRef, OTHER_SHELTER, { services: ['PSYCHOLOGICAL'] });
    const begunThere = await country.started(caseRef);
    country.later(EMERGENCY_HOURS * HOUR - 1);
    await sweep();
    expect([await status(accepted), await status(begunThere)]).toEqual(['ACCEPTED', 'IN_PROGRESS']);
    country.later(1);
    // Whoever comes first finds that it is over, the sweep or the receiver.
    const records = async () => (await country.national.rows('SELECT FROM register.episode')).length;
    const before = await records();
    expect((await startsAt(OTHER_SHELTER, accepted)).status).toBe(409);
    expect(await records()).toBe(before);
    await sweep();
    await sweep();
    expect([await status(accepted), await status(begunThere)]).toEqual(['WITHDRAWN', 'IN_PROGRESS']);
    expect((await country.view(SENDER, accepted)).body.history.at(-1)).toMatchObject({
      ...{ outcome: 'WITHDRAWN', reason: 'CIRCUMSTANCES_CHANGED' },
    });
    for (const side of [SENDER, OTHER_SHELTER]) expect((await country.told(side, accepted)).at(-1)).toBe('WITHDRAWN');
    for (const side of [SENDER, SHELTER]) {
      expect((await country.told(side, begunThere)).filter((what) => what === 'SHARING_STOPPED')).toHaveLength(1);
    }
    expect((await country.national.get(SHELTER, `/v1/cases/${caseRef}/care`)).status).toBe(404);
  });

  test('the person agrees in time: from then on it rests on their consent, and ends with it', async () => {
    const { caseRef } = await protectedCase();
    const ref = await country.accepted(caseRef);
    country.later(HOUR);
    await decides(caseRef, 'GIVEN');
    country.later(EMERGENCY_HOURS * HOUR);
    await sweep();
    expect((await country.view(SENDER, ref)).body).toMatchObject({ status: 'ACCEPTED', protectedUntil: null });
    expect((await startsAt(SHELTER, ref)).body).toMatchObject({ status: 'IN_PROGRESS' });
    expect((await country.national.get(SHELTER, `/v1/cases/${caseRef}/care`)).status).toBe(200);
  });
});
