import type { OrgType } from '#contracts';
import { inTransaction } from '#persistence';
import { organisationBehind } from '../directory/directory-store.js';
import { OneCountry, EVERYBODY, RECEIVERS, SENDER, SHELTER } from './one-country.testing.js';

const POLICE = 'KZ-MVD-01';
const BORDER_GUARD = 'KZ-BRD-01';
const ENFORCEMENT = [POLICE, BORDER_GUARD] as const;

const ENTRIES: Readonly<Record<string, object>> = {
  assessments: { taken_on: '2025-03-06', review_on: '2026-04-06', risk: 'LOW', needs: [], services: [] },
  services: { service: 'SAFE_ACCOMMODATION', agreed: true, given_on: '2025-03-06', funding: 'MIXED' },
  penalisations: { kind: 'ENTRY_BAN', imposed_on: '2025-03-06' },
  returns: { kind: 'ENFORCED', returned_on: '2025-03-06' },
  entitlements: { kind: 'WORK_PERMIT', granted_on: '2025-03-06' },
};
const KINDS = Object.keys(ENTRIES);
type Care = Readonly<Record<string, readonly { readonly service?: string; readonly organisation: string }[]>>;

let country: OneCountry;
beforeAll(async () => {
  country = await OneCountry.start();
});
afterAll(() => country.stop());

/** A case of an organisation with an entry of each kind, and a second service. */
async function caseWithCare(owner: string): Promise<string> {
  const caseRef = await country.caseOf(owner);
  for (const kind of KINDS) expect((await enter(owner, caseRef, kind)).status).toBe(200);
  const legal = { ...ENTRIES['services'], service: 'Legal' };
  expect((await country.national.post(owner, `/v1/cases/${caseRef}/services`).send(legal)).status).toBe(200);
  return caseRef;
}

function enter(who: string, caseRef: string, kind: string, entry = ENTRIES[kind]) {
  return country.national.post(who, `/v1/cases/${caseRef}/${kind}`).send(entry);
}

/** What somebody else can do with a case: read its care, and enter each kind of entry; 404 everywhere is nothing. */
async function reach(who: string, caseRef: string): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (const path of ['care', 'reflection', 'consents']) {
    seen[path] = (await country.national.get(who, `/v1/cases/${caseRef}/${path}`)).status;
  }
  for (const kind of KINDS) seen[kind] = (await enter(who, caseRef, kind)).status;
  return seen;
}

const PATHS = ['care', 'reflection', 'consents', ...KINDS];
const only = (...open: readonly string[]) =>
  Object.fromEntries(PATHS.map((path) => [path, open.includes(path) ? 200 : 404]));
const PAIRS = EVERYBODY.flatMap((owner) =>
  EVERYBODY.filter((who) => who !== owner).map((who) => [who, owner] as const),
);

describe('rule 12: without an accepted referral nothing of another organisation’s case is there', () => {
  const cases = new Map<string, string>();
  beforeAll(async () => {
    for (const owner of EVERYBODY) cases.set(owner, await caseWithCare(owner));
  });

  test.each(PAIRS)('%s reaches nothing of %s', async (who, owner) => {
    const caseRef = cases.get(owner) ?? '';
    expect(await reach(who, caseRef)).toEqual(only());
    expect((await country.request(caseRef, SHELTER, {}, who)).status).toBe(404);
    expect((await country.national.get(who, `/v1/directory?case=${caseRef}&country=KZ`)).status).toBe(404);
  });
});

describe('rule 12: an accepted referral opens what was referred, and no more', () => {
  const care = async (who: string, caseRef: string) =>
    (await country.national.get(who, `/v1/cases/${caseRef}/care`)).body as Care;
  const counts = (seen: Care) =>
    Object.fromEntries(Object.entries(seen).map(([kind, entries]) => [kind, entries.length]));
  const PARTIES = EVERYBODY.flatMap((sender) =>
    RECEIVERS.filter((receiver) => receiver !== sender).map((receiver) => [sender, receiver] as const),
  );

  test.each(PARTIES)('one service: from %s to %s', async (sender, receiver) => {
    const caseRef = await caseWithCare(sender);
    const ref = await country.requested(caseRef, receiver, {}, sender);
    expect(await reach(receiver, caseRef)).toEqual(only());
    await country.act(receiver, ref, 'accept', { expected: 1 });
    expect(counts(await care(receiver, caseRef))).toEqual({
      ...{ assessments: 0, services: 1, penalisations: 0, returns: 0, entitlements: 0 },
    });
    expect(await reach(receiver, caseRef)).toEqual(only('care', 'services'));
    const other = { ...ENTRIES['services'], service: 'Legal' };
    expect((await enter(receiver, caseRef, 'services', other)).status).toBe(404);
    const { services } = await care(sender, caseRef);
    expect(services?.map(({ organisation }) => organisation)).toEqual([sender, sender]);
    for (const third of EVERYBODY) {
      if (third !== sender && third !== receiver) expect(await reach(third, caseRef)).toEqual(only());
    }
  });

  test('a whole case: everything that the sender entered of it, and no records of identity', async () => {
    const caseRef = await caseWithCare(SENDER);
    await country.accepted(caseRef, SHELTER, { mode: 'CASE_TRANSFER' });
    expect(counts(await care(SHELTER, caseRef))).toEqual({
      ...{ assessments: 1, services: 2, penalisations: 1, returns: 1, entitlements: 1 },
    });
    expect(await reach(SHELTER, caseRef)).toEqual(only('care', 'reflection', ...KINDS));
    const { text } = await country.national.get(SHELTER, '/v1/cases');
    expect(text).not.toContain(caseRef);
  });

  test.each<[string, string, object, string]>([
    ['rejected', 'reject', { expected: 1, reason: 'NO_CAPACITY' }, 'REQUESTED'],
    ['withdrawn', 'withdraw', { reason: 'SAFETY' }, 'ACCEPTED'],
    ['failed', 'fail', { reason: 'LOST_CONTACT' }, 'ACCEPTED'],
    ['entered in error', 'enter-in-error', { reason: 'WRONG_PERSON' }, 'ACCEPTED'],
    ['failed after the start', 'fail', { reason: 'LOST_CONTACT' }, 'IN_PROGRESS'],
  ])('%s: closed again', async (_, action, body, before) => {
    const caseRef = await caseWithCare(SENDER);
    const way = { REQUESTED: 'requested', ACCEPTED: 'accepted', IN_PROGRESS: 'started' } as const;
    const ref = await country[way[before as keyof typeof way]](caseRef, SHELTER);
    const actor = ['withdraw', 'enter-in-error'].includes(action) ? SENDER : SHELTER;
    expect((await country.act(actor, ref, action, body)).status).toBe(202);
    expect(await reach(SHELTER, caseRef)).toEqual(only());
  });

  test('completed: what was taken on stays open', async () => {
    const caseRef = await caseWithCare(SENDER);
    const ref = await country.started(caseRef);
    await country.act(SHELTER, ref, 'complete');
    expect(await reach(SHELTER, caseRef)).toEqual(only('care', 'services'));
  });
});

describe('rule 12: law enforcement sends referrals and receives none', () => {
  const path = '/v1/directory/own';

  test.each(ENFORCEMENT)('%s cannot be listed, and is asked by nobody', async (body) => {
    const listing = { type: 'NGO', services: ['Legal'], languages: ['kk'], serves: ['WOMEN'], capacity: 'YES' };
    const whole = { ...listing, answerwithin: { amount: 24, unit: 'HOURS' } };
    expect((await country.national.put(body, path).send(whole)).body).toMatchObject({ status: 403 });
    expect(
      await country.national.rows('SELECT FROM directory.own_organisation WHERE organisation = $1', [body]),
    ).toEqual([]);
  });

  test.each<[string, OrgType | null]>([
    ['police', 'LawEnforcement'],
    ['border guard', 'BorderGuard'],
    ['immigration service', 'ImmigrationService'],
    ['a body of a type that nobody stated', null],
  ])('%s that was listed by mistake is shown to nobody and asked by nobody', async (_, type) => {
    const [row] = await country.national.rows<{ ref: string }>(
      `INSERT INTO directory.own_organisation (organisation, organisation_ref, listing, body_type)
       SELECT 'KZ-OLD-' || coalesce($1, 'NONE'), gen_random_uuid(), listing, $1
         FROM directory.own_organisation WHERE organisation = $2 RETURNING organisation_ref AS ref`,
      [type, SHELTER],
    );
    const caseRef = await country.caseOf();
    expect((await country.request(caseRef, SHELTER, { organisation: row?.ref ?? '' })).body).toMatchObject({
      status: 422,
      code: 'receiver-takes-no-part',
    });
    const shown = await country.national.get(SENDER, `/v1/directory?case=${caseRef}&country=KZ`);
    expect(shown.text).not.toContain(row?.ref);
  });

  /** Every route by which a referral could be seen or answered, with a body that is valid there. */
  const ROUTES: readonly (readonly [string, string, object])[] = [
    ['GET', '', {}],
    ['POST', '/receive', {}],
    ['POST', '/ask', { expected: 1, question: { topics: ['HEALTH'] } }],
    ['POST', '/answer', { answer: { topics: ['HEALTH'] } }],
    ['POST', '/accept', { expected: 1 }],
    ['POST', '/reject', { expected: 1, reason: 'NO_CAPACITY' }],
    ['POST', '/withdraw', { reason: 'SAFETY' }],
    ['POST', '/start', { caseRef: '6f9619ff-8b86-4011-b42d-00cf4fc964ff' }],
    ['POST', '/hold', { reason: 'HEALTH' }],
    ['POST', '/resume', {}],
    ['POST', '/complete', {}],
    ['POST', '/fail', { reason: 'LOST_CONTACT' }],
    ['POST', '/enter-in-error', { reason: 'WRONG_PERSON' }],
    ['POST', '/unlink', {}],
  ];

  describe.each(ENFORCEMENT)('%s', (body) => {
    const refs = new Map<string, string>();
    const INCOMING = ['to it, across the border', 'to it, at home', 'between two others'] as const;
    beforeAll(async () => {
      const shape = await country.requested(await country.caseOf());
      refs.set('between two others', shape);
      // Addressed to it by whatever mistake: the rows of a time before the rule, or of another hand.
      const forged = async (columns: string) => {
        const [row] = await country.national.rows<{ ref: string }>(
          `INSERT INTO referral.referral (referral_ref, direction, country, organisation, case_ref, slot_refs, key_slot, receiver)
           SELECT gen_random_uuid(), ${columns} FROM referral.referral WHERE referral_ref = $2 RETURNING referral_ref AS ref`,
          [body, shape],
        );
        await country.national.rows(
          `INSERT INTO referral.outcome (referral_ref, sequence, type, data)
           SELECT $1, sequence, type, data FROM referral.outcome WHERE referral_ref = $2`,
          [row?.ref, shape],
        );
        await country.national.rows(
          `INSERT INTO referral.notification (organisation, referral_ref, outcome) VALUES ($1, $2, 'REQUESTED')`,
          [body, row?.ref],
        );
        return row?.ref ?? '';
      };
      const slot = '(SELECT least(min(key_slot), 0) - 1 FROM referral.referral)';
      refs.set(INCOMING[0], await forged(`'IN', 'UZ', $1, NULL, '{}', ${slot}, NULL`));
      refs.set(INCOMING[1], await forged(`direction, country, organisation, case_ref, slot_refs, ${slot}, $1`));
    });

    test.each(INCOMING.flatMap((which) => ROUTES.map(([method, route]) => [which, method, route] as const)))(
      'a referral %s: %s %s finds nothing',
      async (which, method, route) => {
        const target = `/v1/referrals/${refs.get(which)}${route}`;
        const sent = ROUTES.find((one) => one[0] === method && one[1] === route)?.[2] ?? {};
        const answer =
          method === 'GET'
            ? await country.national.get(body, target)
            : await country.national.post(body, target).send(sent);
        expect(answer.body).toMatchObject({ status: 404, code: 'not-found' });
      },
    );

    test('neither its list nor its notifications name one', async () => {
      for (const list of ['/v1/referrals', '/v1/notifications']) {
        const { text, status } = await country.national.get(body, list);
        expect(status).toBe(200);
        for (const ref of refs.values()) expect(text).not.toContain(ref);
      }
    });

    test('what it sends it follows; the one who receives it opens nothing for it', async () => {
      const caseRef = await caseWithCare(body);
      const ref = await country.started(caseRef, SHELTER, {}, body);
      expect((await country.view(body, ref)).body).toMatchObject({ direction: 'OUT', status: 'IN_PROGRESS' });
      expect(await country.told(body, ref)).toEqual(['ACCEPTED', 'STARTED']);
      const own = (await country.view(SHELTER, ref)).body.caseRef ?? '';
      expect(await reach(body, own)).toEqual(only());
      expect((await country.view(body, ref)).body).toMatchObject({ referredCaseRef: null });
    });
  });

  test('a referral from abroad to law enforcement goes to the country’s referral authority', async () => {
    const { dataSource } = country.national;
    const [row] = await country.national.rows<{ ref: string }>(
      `SELECT organisation_ref AS ref FROM directory.own_organisation WHERE organisation = 'KZ-OLD-LawEnforcement'`,
    );
    expect(await inTransaction(dataSource, (tx) => organisationBehind(tx, row?.ref ?? ''))).toBeUndefined();
    expect(await inTransaction(dataSource, (tx) => organisationBehind(tx, country.refOf(SHELTER)))).toBe(SHELTER);
  });
});
