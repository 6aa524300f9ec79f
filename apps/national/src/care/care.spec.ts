import { codesOf } from '#contracts';
import { eventually } from '#testing';
import { AGENCIES, TestNational } from '../national.testing.js';
import { NGO, POLICE, registeredCase, today } from './care-fixture.testing.js';

const HOTLINE = AGENCIES[2];

let national: TestNational;
beforeAll(async () => {
  national = await TestNational.start();
});
afterAll(() => national.stop());

const post = async (caller: string, caseRef: string, path: string, body: object) =>
  national.post(caller, `/v1/cases/${caseRef}/${path}`).send(body);
const serve = (caller: string, caseRef: string, fields: object = {}) =>
  post(caller, caseRef, 'services', {
    ...{ service: 'PSYCHOLOGICAL', agreed: true, given_on: '2024-03-06', funding: 'NGO_DONOR', ...fields },
  });
const careOf = async (caller: string, caseRef: string) =>
  (await national.get(caller, `/v1/cases/${caseRef}/care`)).body as Record<string, Record<string, unknown>[]>;
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;

const ASSESSMENT = {
  ...{ taken_on: '2024-03-06', review_on: '2024-06-06', risk: 'HIGH' },
  ...{ needs: ['MEDICAL', 'INTERPRETER'], services: ['SAFE_ACCOMMODATION'] },
};

describe('rule 13: help without conditions', () => {
  it.each(codesOf('SERVICE'))(
    'a presumed foreign victim without status, proceeding or cooperation receives %s',
    async (service) => {
      const caseRef = await registeredCase(national, {
        ...{ citizenship: 'UZ', migration_status: 'Irregular', trafficking_status: 'PossibleVictimOfTrafficking' },
        ...{ decision_org: null, decided_on: null, consents: [] },
      });
      expect((await serve(NGO, caseRef, { service })).status).toBe(200);
      expect((await careOf(NGO, caseRef))['services']).toMatchObject([{ service, given_on: '2024-03-06' }]);
    },
  );

  it.each([
    ['actual', { trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2024-03-06' }],
    [
      'not a victim',
      { trafficking_status: 'NotAVictimOfTrafficking', decision_org: 'Police', decided_on: '2024-03-06' },
    ],
    ['without any status', { trafficking_status: null }],
  ])('a person who is %s is served', async (_, fields) => {
    expect((await serve(NGO, await registeredCase(national, fields))).status).toBe(200);
  });

  it.each(['VOIDED', 'ERASED'])('but for a case that is %s, which is no longer anybody’s', async (status) => {
    const caseRef = await registeredCase(national);
    await national.rows(`UPDATE register.episode SET status = $2 WHERE case_ref = $1 RETURNING 1`, [caseRef, status]);
    expect((await serve(NGO, caseRef)).body).toMatchObject({ status: 409, code: 'case-ended', state: status });
  });
});

describe('rule 6: services are consensual and informed', () => {
  it('a service that the person did not agree to is refused', async () => {
    const caseRef = await registeredCase(national);
    expect((await serve(NGO, caseRef, { agreed: false })).body).toMatchObject({
      status: 422,
      code: 'person-not-agreed',
    });
    expect((await careOf(NGO, caseRef))['services']).toEqual([]);
  });
});

describe('the plan', () => {
  it('a service is planned, given and ended, by its own organisation', async () => {
    const caseRef = await registeredCase(national);
    const planned = await post(NGO, caseRef, 'services', { service: 'Legal', agreed: true, planned_on: '2030-01-01' });
    const path = `/v1/cases/${caseRef}/services/${idOf(planned)}/given`;
    const given = { given_on: '2024-03-06', funding: 'GOVERNMENT', ended_on: '2024-03-09' };
    expect((await national.put(NGO, path).send(given)).status).toBe(204);
    expect((await careOf(NGO, caseRef))['services']).toEqual([
      { id: idOf(planned), organisation: NGO, service: 'Legal', planned_on: '2030-01-01', ...given },
    ]);
  });

  it('the same entry again changes nothing', async () => {
    const caseRef = await registeredCase(national);
    const [first, second] = [await serve(NGO, caseRef), await serve(NGO, caseRef)];
    expect(idOf(second)).toBe(idOf(first));
    expect((await careOf(NGO, caseRef))['services']).toHaveLength(1);
  });

  it('the same service of the same day with another funding or end is not taken for the first, nor lost in silence', async () => {
    const caseRef = await registeredCase(national);
    const first = await serve(NGO, caseRef);
    for (const other of [{ funding: 'MIXED' }, { ended_on: '2024-03-09' }]) {
      expect((await serve(NGO, caseRef, other)).body).toMatchObject({
        ...{ status: 409, code: 'recorded-otherwise', id: idOf(first) },
      });
    }
    expect((await careOf(NGO, caseRef))['services']).toHaveLength(1);
  });

  it('a plan is not given on the day on which the same one was given already', async () => {
    const caseRef = await registeredCase(national);
    const plan = { service: 'Legal', agreed: true, planned_on: '2024-03-05' };
    const planned = await post(NGO, caseRef, 'services', plan);
    const given = { given_on: '2024-03-06', funding: 'GOVERNMENT' };
    const other = await post(NGO, caseRef, 'services', { ...plan, ...given });
    const answer = await national.put(NGO, `/v1/cases/${caseRef}/services/${idOf(planned)}/given`).send(given);
    expect(answer.body).toMatchObject({ status: 409, code: 'recorded-otherwise', id: idOf(other) });
  });

  it.each([
    ['neither planned nor given', { given_on: undefined, funding: undefined }, 'neither-planned-nor-given'],
    ['given, nobody paid', { funding: undefined }, 'funding-missing'],
    ['given tomorrow', { given_on: '2999-01-01' }, 'impossible-day'],
    ['ended before it began', { ended_on: '2024-03-05' }, 'days-out-of-order'],
  ])('%s: refused', async (_, fields, code) => {
    expect((await serve(NGO, await registeredCase(national), fields)).body).toMatchObject({ status: 422, code });
  });

  it.each([
    ['an unknown service', { service: 'SINGING' }, '/service', 'enum'],
    ['an unknown field', { note: 'tall' }, '', 'additionalProperties'],
    ['a day that is none', { given_on: '2024-02-30' }, '/given_on', 'format'],
  ])('%s is refused by name, never by value', async (_, fields, field, rule) => {
    const answer = await serve(NGO, await registeredCase(national), fields);
    expect(answer.body).toMatchObject({ status: 400, code: 'bad-body', field, rule });
    for (const value of Object.values(fields)) expect(answer.text).not.toContain(value);
  });

  it('days that another call records at the same moment are a conflict that names the other entry', async () => {
    const caseRef = await registeredCase(national);
    const plan = { service: 'Legal', agreed: true, planned_on: '2024-03-01' };
    const id = idOf(await post(NGO, caseRef, 'services', plan));
    const other = national.dataSource.createQueryRunner();
    await other.startTransaction();
    try {
      const [row] = (await other.query(
        `INSERT INTO care.service (case_ref, organisation, caller, service, planned_on, given_on, funding)
         SELECT case_ref, organisation, caller, service, planned_on, '2024-03-06', 'MIXED' FROM care.service WHERE id = $1
         RETURNING id`,
        [id],
      )) as { id: string }[];
      const given = { given_on: '2024-03-06', funding: 'GOVERNMENT' };
      const answer = national
        .put(NGO, `/v1/cases/${caseRef}/services/${id}/given`)
        .send(given)
        .then((sent) => sent);
      const waits = `SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`;
      await eventually(async () => (await national.rows(waits)).length > 0, { what: 'the call to wait for the other' });
      await other.commitTransaction();
      expect((await answer).body).toMatchObject({ status: 409, code: 'recorded-otherwise', id: row?.id });
    } finally {
      await other.release();
    }
  });

  it('an assessment comes up for review on its day, until it is taken again', async () => {
    const caseRef = await registeredCase(national);
    expect((await post(NGO, caseRef, 'assessments', ASSESSMENT)).status).toBe(200);
    const due = async () => {
      const answer = await national.get(NGO, '/v1/assessments/due');
      return (answer.body as { due: { caseRef: string }[] }).due.filter((one) => one.caseRef === caseRef);
    };
    expect(await due()).toEqual([{ caseRef, takenOn: '2024-03-06', reviewOn: '2024-06-06' }]);
    const far = {
      ...ASSESSMENT,
      taken_on: today(),
      review_on: `${Number(today().slice(0, 4)) + 2}${today().slice(4)}`,
    };
    await post(NGO, caseRef, 'assessments', far);
    expect(await due()).toEqual([]);
  });

  it('a review that lies years ahead is refused: nobody would look at the person until then', async () => {
    const caseRef = await registeredCase(national);
    const answer = await post(NGO, caseRef, 'assessments', { ...ASSESSMENT, review_on: '2026-03-07' });
    expect(answer.body).toMatchObject({ status: 422, code: 'day-too-far', field: 'review_on' });
    expect((await post(NGO, caseRef, 'assessments', { ...ASSESSMENT, review_on: '2026-03-06' })).status).toBe(200);
  });

  it('of a case that it closed no organisation has a review due, until it is opened again; another one’s care goes on', async () => {
    const caseRef = await registeredCase(national);
    await post(NGO, caseRef, 'assessments', ASSESSMENT);
    const isDue = async (organisation: string = NGO) => {
      const answer = await national.get(organisation, '/v1/assessments/due');
      return (answer.body as { due: { caseRef: string }[] }).due.some((one) => one.caseRef === caseRef);
    };
    expect(await isDue()).toBe(true);
    expect((await post(NGO, caseRef, 'close', { reason: 'LOST_CONTACT', closed_on: today() })).status).toBe(204);
    expect(await isDue()).toBe(false);
    // As one that the case was referred to has it.
    await national.rows(
      `INSERT INTO care.assessment (case_ref, organisation, caller, body_type, taken_on, review_on, risk, needs, services)
       SELECT case_ref, $2, caller, body_type, taken_on, review_on, risk, needs, services FROM care.assessment
        WHERE case_ref = $1 RETURNING 1`,
      [caseRef, HOTLINE],
    );
    expect(await isDue(HOTLINE)).toBe(true);
    expect((await post(NGO, caseRef, 'reopen', { reason: 'NEW_FACTS', reopened_on: today() })).status).toBe(204);
    expect(await isDue()).toBe(true);
  });
});

describe('rule 14: penalisations are recorded and resolved', () => {
  it('not before they were imposed, and only by who recorded them', async () => {
    const caseRef = await registeredCase(national);
    const fine = { kind: 'ADMINISTRATIVE_FINE', imposed_on: '2024-03-06' };
    const path = `/v1/cases/${caseRef}/penalisations/${idOf(await post(NGO, caseRef, 'penalisations', fine))}/resolved`;
    expect((await national.put(NGO, path).send({ resolved_on: '2024-03-05' })).status).toBe(422);
    expect((await national.put(POLICE, path).send({ resolved_on: '2024-03-07' })).status).toBe(404);
    expect((await national.put(NGO, path).send({ resolved_on: '2024-03-07' })).status).toBe(204);
    expect((await careOf(NGO, caseRef))['penalisations']).toMatchObject([{ ...fine, resolved_on: '2024-03-07' }]);
  });
});

describe('returns', () => {
  const voluntary = { kind: 'VOLUNTARY', returned_on: '2024-04-20' };

  it('a voluntary one without its own consent and risk assessment is refused, naming what is missing', async () => {
    const caseRef = await registeredCase(national);
    expect((await post(NGO, caseRef, 'returns', voluntary)).body).toMatchObject({
      ...{ status: 422, code: 'return-not-prepared', missing: ['RETURN_ARRANGEMENT', 'RISK_ASSESSMENT'] },
    });
    await post(NGO, caseRef, 'assessments', ASSESSMENT);
    expect((await post(NGO, caseRef, 'returns', voluntary)).body).toMatchObject({ missing: ['RETURN_ARRANGEMENT'] });
  });

  it('with both it is recorded', async () => {
    const caseRef = await registeredCase(national, { consents: ['RETURN_ARRANGEMENT'] });
    await post(NGO, caseRef, 'assessments', ASSESSMENT);
    expect((await post(NGO, caseRef, 'returns', voluntary)).status).toBe(200);
  });

  it.each([
    ['law enforcement', POLICE, {}],
    ['a body whose review is overdue', NGO, { review_on: '2024-04-19' }],
  ])('an assessment of %s attests nothing', async (_, agency, change) => {
    const caseRef = await registeredCase(national, { agency, consents: ['RETURN_ARRANGEMENT'] });
    await post(agency, caseRef, 'assessments', { ...ASSESSMENT, ...change });
    expect((await post(agency, caseRef, 'returns', voluntary)).body).toMatchObject({ missing: ['RISK_ASSESSMENT'] });
  });
});

describe('rule 12: care belongs to the organisation that entered it', () => {
  it('others, law enforcement first, neither read nor enter any of it', async () => {
    const caseRef = await registeredCase(national);
    const nobody = '6f9619ff-8b86-4011-b42d-00cf4fc964ff';
    for (const ref of [caseRef, nobody]) {
      expect((await national.get(POLICE, `/v1/cases/${ref}/care`)).status).toBe(404);
      expect((await serve(POLICE, ref)).status).toBe(404);
      expect((await post(POLICE, ref, 'assessments', ASSESSMENT)).status).toBe(404);
    }
  });
});
