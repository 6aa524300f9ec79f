import { CONSENT_PURPOSE, FIGURE_TABLE_NAMES, type FigureTable } from '#contracts';
import { attestationRef, cellsFit, figuresRef, type FigureCell } from '#domain';
import { NGO, registeredCase } from '../../care/care-fixture.testing.js';
import { TestNational, type RawRecord } from '../../national.testing.js';

let national: TestNational;
beforeAll(async () => {
  national = await TestNational.start();
});
afterAll(() => national.stop());

interface Preview {
  readonly cells: FigureCell[];
  readonly digest: string;
  readonly published: { version: number; attested: boolean } | null;
}

const preview = async (table: FigureTable, period: string) =>
  (await national.get('figures', `/v1/figures/tables/${table}/${period}`)).body as Preview;
const publish = async (table: FigureTable, period: string) => {
  const { digest } = await preview(table, period);
  return national.post('figures', `/v1/figures/tables/${table}/${period}`).send({ digest });
};
const attest = (period: string, ...tables: object[]) =>
  national.post('figures', `/v1/figures/attestations/${period}`).send({ tables });
const vouch = (table: FigureTable, version: number, change: object = {}) => ({
  ...{ table, version, complete: true, zero_confirmed: true, ...change },
});
const sent = (subject: string) =>
  national.rows<{ topic: string; type: string; version: number; time: string; data: Record<string, unknown> }>(
    `SELECT topic, type, version, time, data::jsonb AS data FROM messaging.outbox WHERE subject = $1 ORDER BY version`,
    [subject],
  );

/** The cells of a table that are not zero, as `code|code: count`. */
async function counted(table: FigureTable, period: string): Promise<string[]> {
  const { cells } = await preview(table, period);
  expect(cellsFit(table, cells)).toBe(true);
  return cells.filter(({ value }) => value !== 0).map(({ codes, value }) => `${codes.join('|')}: ${value}`);
}

const person = (document_no: string, fields: RawRecord = {}) => ({ document_no, ...fields });
const enter = async (caseRef: string, path: string, body: object) => {
  const answer = await national.post(NGO, `/v1/cases/${caseRef}/${path}`).send(body);
  expect(answer.status).toBe(200);
};
const serve = (caseRef: string, service: string, given_on: string, funding = 'GOVERNMENT', rest: object = {}) =>
  enter(caseRef, 'services', { service, agreed: true, given_on, funding, ...rest });

describe('tables counted from the register', () => {
  beforeAll(async () => {
    const registered_on = '2021-01-20';
    const worker = { registered_on, migration_status: 'Labour', reflection_started_on: '2021-01-20' };
    const one = await registeredCase(national, person('N20000017', { ...worker, citizenship: 'UZ' }));
    const again = await registeredCase(national, person('N20000017', { ...worker, citizenship: 'UZ' }));
    const own = await registeredCase(national, person('N20000027', { registered_on, citizenship: 'KZ', consents: [] }));
    const actual = await registeredCase(national, {
      ...person('N20000037', { registered_on, citizenship: 'TJ' }),
      ...{ trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2021-02-01' },
    });
    const voided = await registeredCase(national, person('N20000047', { registered_on }));
    // One person in two cases, by two services and funders; a stay that began before the quarter and reaches into it.
    await serve(one, 'SAFE_ACCOMMODATION', '2021-03-30', 'GOVERNMENT', { ended_on: '2021-04-10' });
    await serve(again, 'Health', '2021-02-02', 'NGO_DONOR');
    await serve(own, 'Health', '2021-02-03', 'NGO_DONOR');
    await serve(actual, 'RIGHTS_INFORMATION', '2021-02-04', 'UNKNOWN');
    await serve(voided, 'Health', '2021-02-05');
    await enter(one, 'entitlements', { kind: 'RESIDENCE_PERMIT', granted_on: '2021-02-10' });
    await enter(one, 'entitlements', { kind: 'TEMPORARY_STATUS', granted_on: '2021-02-10' });
    for (const caseRef of [one, again]) {
      await enter(caseRef, 'returns', { kind: 'ENFORCED', returned_on: '2021-02-11' });
    }
    await enter(actual, 'returns', { kind: 'ENFORCED', returned_on: '2021-03-31' });
    await enter(own, 'penalisations', { kind: 'ADMINISTRATIVE_FINE', imposed_on: '2020-12-01' });
    await national.post('registrar', `/v1/cases/${voided}/void`);
  });

  it.each<[FigureTable, string[]]>([
    ['ASSISTED_BY_SERVICE', ['SAFE_ACCOMMODATION: 1', 'RIGHTS_INFORMATION: 1', 'Health: 2']],
    ['ASSISTED_BY_FUNDING', ['GOVERNMENT: 1', 'NGO_DONOR: 2', 'UNKNOWN: 1']],
    ['ASSISTED_OWN_OR_FOREIGN', ['OWN: 1', 'FOREIGN: 2']],
    ['ASSISTED_WITHOUT_STATUS', [': 2']],
    ['SHELTERED', [': 1']],
    ['REFLECTION', ['PRESUMED_FOREIGN: 2', 'PERIOD_BEGUN: 1']],
    ['RETURNS', ['ENFORCED_INSIDE_REFLECTION: 1', 'ENFORCED_OUTSIDE_REFLECTION: 1']],
    ['PENALISATIONS', ['UNRESOLVED: 1']],
    ['PERMITS_AND_COMPENSATION', ['RESIDENCE_PERMIT: 1', 'MEDICAL_CARE_OF_MIGRANT_WORKER: 1']],
    ['REFERRED_DOMESTICALLY', []],
    ['REFERRED_ABROAD', []],
  ])('%s of a quarter', async (table, expected) => {
    expect(await counted(table, '2021-Q1')).toEqual(expected);
  });

  it('a stay counts in each quarter that it touches, and in none after it', async () => {
    expect(await counted('SHELTERED', '2021-Q2')).toEqual([': 1']);
    expect(await counted('SHELTERED', '2021-Q3')).toEqual([]);
    expect(await counted('SHELTERED', '2021')).toEqual([': 1']);
  });

  it('a stay of which nobody told the end goes on until the case is closed, other help is of its day', async () => {
    const stays = await registeredCase(national, person('N20000057', { registered_on: '2022-01-20' }));
    await serve(stays, 'SAFE_ACCOMMODATION', '2022-02-01');
    await serve(stays, 'Health', '2022-02-01');
    expect(await counted('SHELTERED', '2022-Q4')).toEqual([': 1']);
    expect(await counted('ASSISTED_BY_SERVICE', '2022-Q4')).toEqual(['SAFE_ACCOMMODATION: 1']);
    const closing = { reason: 'LOST_CONTACT', closed_on: '2022-08-31' };
    expect((await national.post(NGO, `/v1/cases/${stays}/close`).send(closing)).status).toBe(204);
    expect(await counted('SHELTERED', '2022-Q3')).toEqual([': 1']);
    expect(await counted('SHELTERED', '2022-Q4')).toEqual([]);
    // In the care of an organisation that the case was referred to: it did not close it.
    await national.rows(
      `UPDATE care.service SET organisation = $2 WHERE case_ref = $1 AND service = 'SAFE_ACCOMMODATION' RETURNING 1`,
      [stays, 'KZ-HOT-01'],
    );
    expect(await counted('SHELTERED', '2022-Q4')).toEqual([': 1']);
  });

  it('CONSENTS: every registered case, for every purpose, by what stood at the end', async () => {
    const cells = await counted('CONSENTS', '2021-Q1');
    expect(cells).toEqual(
      expect.arrayContaining([
        ...['ANONYMISED_STATISTICS|GIVEN: 3', 'ANONYMISED_STATISTICS|NOT_ASKED: 1'],
        ...['CROSS_BORDER_MATCH|GIVEN: 3', 'RETURN_ARRANGEMENT|NOT_ASKED: 4'],
      ]),
    );
    const total = cells.reduce((sum, cell) => sum + Number(cell.split(': ')[1]), 0);
    expect(total).toBe(4 * CONSENT_PURPOSE.length);
  });
});

describe('counts entered by an officer', () => {
  const put = (month: string, table: string, counts: object[]) =>
    national.put('figures', `/v1/figures/monthly-counts/${month}`).send({ table, counts });
  const calls = (value: number) => [{ codes: [], value }];

  it('sum up once every month of the period is there: a part of it is not reported', async () => {
    await put('2022-01', 'HOTLINE_CALLS', calls(5));
    await put('2022-02', 'HOTLINE_CALLS', calls(0));
    expect(await counted('HOTLINE_CALLS', '2022-Q1')).toEqual([': NOT_REPORTED']);
    expect((await put('2022-03', 'HOTLINE_CALLS', calls(1))).status).toBe(204);
    await put('2022-03', 'HOTLINE_CALLS', calls(2));
    expect(await counted('HOTLINE_CALLS', '2022-Q1')).toEqual([': 7']);
    expect(await counted('HOTLINE_CALLS', '2022')).toEqual([': NOT_REPORTED']);
  });

  it.each([
    ['a cell is missing', 'SCREENINGS', [{ codes: ['SCREENED'], value: 1 }]],
    ['a cell is of another table', 'HOTLINE_CALLS', [{ codes: ['SCREENED'], value: 1 }]],
  ])('%s: refused', async (_, table, counts) => {
    expect((await put('2022-05', table, counts)).body).toMatchObject({ status: 422, code: 'cells-do-not-fit' });
  });

  it('tables that the register counts cannot be entered', async () => {
    expect((await put('2022-05', 'SHELTERED', calls(1))).body).toMatchObject({ status: 400, field: '/table' });
  });
});

describe('what leaves', () => {
  it('a table leaves once, signed later, under the subject of country, table and period', async () => {
    const versions = [await publish('RETURNS', '2019'), await publish('RETURNS', '2019')];
    expect(versions.map(({ body }) => body as object)).toEqual([{ version: 1 }, { version: 1 }]);
    expect(await sent(figuresRef('KZ', 'RETURNS', '2019'))).toMatchObject([
      {
        ...{ topic: 'kz.figures', type: 'kerege.figures.published.v1', version: 1, time: '2019-01-01T00:00:00Z' },
        data: { period: '2019', table: 'RETURNS', cells: [{ codes: ['VOLUNTARY'], value: 0 }, {}, {}] },
      },
    ]);
  });

  it('a correction is a new version, which nobody has vouched for until an officer does again', async () => {
    const period = '2018-Q2';
    await publish('SHELTERED', period);
    expect((await attest(period, vouch('SHELTERED', 1))).status).toBe(204);
    expect((await preview('SHELTERED', period)).published).toMatchObject({ version: 1, attested: true });
    await serve(await registeredCase(national, { registered_on: '2018-04-01' }), 'SAFE_ACCOMMODATION', '2018-04-02');
    expect((await publish('SHELTERED', period)).body).toEqual({ version: 2 });
    expect((await preview('SHELTERED', period)).published).toMatchObject({ version: 2, attested: false });
    expect((await attest(period, vouch('SHELTERED', 1))).body).toMatchObject({
      ...{ status: 409, code: 'not-latest-version', tables: ['SHELTERED'] },
    });
    expect((await attest(period, vouch('SHELTERED', 2))).status).toBe(204);
    const attestations = await sent(attestationRef('KZ', period));
    expect(attestations.map(({ version, data }) => [version, (data['tables'] as object[])[0]])).toEqual(
      [1, 2].map((version) => [
        version,
        {
          ...{ table: 'SHELTERED', figures: figuresRef('KZ', 'SHELTERED', period), lastversion: version },
          ...{ complete: true, zeroconfirmed: true },
        },
      ]),
    );
  });

  it('what changed since the officer looked does not leave', async () => {
    const { digest } = await preview('SHELTERED', '2017');
    await serve(await registeredCase(national, { registered_on: '2017-04-01' }), 'SAFE_ACCOMMODATION', '2017-04-02');
    const answer = await national.post('figures', '/v1/figures/tables/SHELTERED/2017').send({ digest });
    expect(answer.body).toMatchObject({ status: 409, code: 'figures-changed' });
    expect(await sent(figuresRef('KZ', 'SHELTERED', '2017'))).toEqual([]);
  });

  it('a table that nobody counted is not called complete, one that never left is not vouched for', async () => {
    await publish('HOTLINE_CALLS', '2016');
    expect((await attest('2016', vouch('HOTLINE_CALLS', 1))).body).toMatchObject({
      ...{ status: 422, code: 'not-complete', tables: ['HOTLINE_CALLS'] },
    });
    expect((await attest('2016', vouch('HOTLINE_CALLS', 1, { complete: false }))).status).toBe(204);
    expect((await attest('2016', vouch('RETURNS', 1))).body).toMatchObject({ code: 'not-latest-version' });
  });

  it('nothing leaves of a period that is not over', async () => {
    expect((await publish('SHELTERED', '2099')).body).toMatchObject({ status: 409, code: 'period-not-over' });
  });

  it.each(FIGURE_TABLE_NAMES)('%s leaves as the contract has it', async (table) => {
    expect((await publish(table, '2015-Q3')).body).toEqual({ version: 1 });
  });

  it.each(['/v1/figures/tables/NAMES/2020', '/v1/figures/tables/RETURNS/2020-13'])('%s is not there', async (path) => {
    expect((await national.get('figures', path)).status).toBe(404);
  });
});
