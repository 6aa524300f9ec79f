import { HTCDS_FIELDS, HTCDS_SPELLINGS, htcdsColumn } from '#contracts';
import { workbookParts, zip, type Cell } from '../intake/xlsx/xlsx.testing.js';
import { AGENCIES, someRecord, TestNational, type RawRecord } from '../national.testing.js';
import { PAGE } from './own-records.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const NGO = 'KZ-NGO-01';

/** The names row of the standard's spreadsheet: its own spelling, a first column of row numbers and one column without a name. */
const TEMPLATE =
  ',cas_CaseOwner,prs_FirstName,prs_SecondName,con_Consent,prs_Birthdate,prs_Gender,prs_Citizenship,prs_HomePhone,' +
  'prs_MailingCity,prs_MailingCountry,vic_TraffickingStatus,vic_TraffickinStatusDecisionMakingOrg,' +
  'vic_MethodsOfControl,vic_TypeOfExploitation,,record_id,registered_on,decided_on';
const NAMES = TEMPLATE.split(',');
const labelOf = (name: string) => {
  const column = htcdsColumn(name);
  return column === undefined ? name : HTCDS_FIELDS[column.field].label;
};
const LABELS = NAMES.map((name, i) => (i === 15 ? 'Reason for Outgoing Referral' : labelOf(name)));
const PERSON: Cell[] = [
  ...[1, 'Owner', 'Гүлнар', 'Өтепова', 'TRUE', { serial: 33_000 }, 'Feminine', 'Uzbekistan', '+77010001122'],
  ...['Абай 5', 'Kazakhstan', 'Actual victim of trafficking', 'NGO', 'Physical threats;Debt bondage', 'Forced labour'],
  ...['Other', 'KZ-SHEET001', '2024-05-06', '2024-05-07'],
];
const emptyRow = (number: number): Cell[] => [number, ...NAMES.slice(1).map(() => '')];

describe('records in the names of HTCDS', () => {
  let national: TestNational;
  beforeAll(async () => {
    national = await TestNational.start();
  });
  afterAll(() => national.stop());

  const exported = (caller: string, query = '') => national.get(caller, `/v1/exports/htcds${query}`).buffer(true);
  const own = async (recordId: string, caller = NGO) =>
    (await national.get(caller, `/v1/records/${recordId}`)).body as unknown;

  it('takes in the standard’s spreadsheet: hidden names, labels below them, rows that hold numbers only', async () => {
    expect(Object.keys(HTCDS_SPELLINGS)).toContain(NAMES[12]);
    const rows = [NAMES, LABELS, PERSON, emptyRow(2), emptyRow(3)];
    const answer = await national.file(NGO, zip(workbookParts(rows)), XLSX);
    expect(answer.results).toEqual([
      expect.objectContaining({
        ...{ line: 3, record_id: 'KZ-SHEET001', outcome: 'registered' },
        not_taken: ['column-16', 'cas_CaseOwner', 'con_Consent'],
      }),
    ]);
    expect(await own('KZ-SHEET001')).toMatchObject({
      ...{ organisation: NGO, registeredOn: '2024-05-06', decisionOrg: 'NGO', decidedOn: '2024-05-07' },
      traffickingStatus: 'ActualVictimOfTrafficking',
      facts: { sex: 'FEMALE', citizenship: 'UZ', controlMethods: ['DebtBondage', 'Threats'] },
      identity: { givenName: 'Гүлнар', birthDate: '1990-05-07', phone: '+77010001122', address: 'Абай 5, Kazakhstan' },
      consents: [],
    });
  });

  it('says line by line what it cannot map, under the names of the file and without a value', async () => {
    const file = [
      'record_id,registered_on,prs_FirstName,prs_Birthdate,prs_Gender,vic_TraffickingStatus,vic_MethodsOfControl',
      'KZ-LINE0001,2024-01-01,Секрет,1990-02-30,Female,PossibleVictimOfTrafficking,Hypnosis',
      'KZ-LINE0002,2024-01-01,Секрет,03/04/1990,Feminine,ActualVictimOfTrafficking,',
      'KZ-LINE0003,2024-01-01,Секрет,1990,Feminine,,Threats;Other',
    ].join('\r\n');
    const answer = await national.file(NGO, file);
    expect(answer.results.map(({ line, outcome, errors }) => [line, outcome, errors])).toEqual([
      [
        2,
        'rejected',
        [
          { field: 'prs_Gender', code: 'unknown-code' },
          { field: 'vic_MethodsOfControl', code: 'unknown-code' },
          { field: 'prs_Birthdate', code: 'impossible-date' },
        ],
      ],
      [
        3,
        'rejected',
        [
          { field: 'prs_Birthdate', code: 'impossible-date' },
          { field: 'decision_org', code: 'missing' },
          { field: 'decided_on', code: 'missing' },
        ],
      ],
      [4, 'registered', undefined],
    ]);
    expect(answer.text).not.toMatch(/Секрет|Hypnosis|Female/);
  });

  it('takes JSON lines in names of the standard, beside lines in our own', async () => {
    const htcds = { record_id: 'KZ-JSON0001', registered_on: '2024-01-01', prs_Gender: 'Masculine' };
    const lines = [
      { ...htcds, MethodsOfControlDebtBondage: true, vic_TypeOfExploitation: ['ForcedLabour'], prs_Title: 'Dr' },
      someRecord({ agency: NGO }),
      { ...htcds, record_id: 'KZ-JSON0002', vic_TypeOfExploitation: ['Fishing'] },
      { ...htcds, record_id: 'KZ-JSON0003', agency: AGENCIES[0] },
    ];
    const answer = await national.bulk(NGO, lines);
    expect(answer.results.map(({ outcome, errors }) => [outcome, errors?.[0]])).toEqual([
      ['registered', undefined],
      ['registered', undefined],
      ['rejected', { field: 'vic_TypeOfExploitation', code: 'unknown-code' }],
      ['rejected', { field: 'agency', code: 'other-organisation' }],
    ]);
    expect(answer.results[0]).toMatchObject({ not_taken: ['prs_Title'] });
    expect(await own('KZ-JSON0001')).toMatchObject({
      facts: { sex: 'MALE', exploitationTypes: ['ForcedLabour'], controlMethods: ['DebtBondage'] },
    });
  });

  it('takes one record in names of the standard, and says what is wrong with it under these', async () => {
    const record = { record_id: 'KZ-ONE00001', registered_on: '2024-01-01', prs_Gender: 'Masculine', prs_Title: 'Dr' };
    const taken = await national.post(NGO, '/v1/records').send(record);
    expect(taken.body).toMatchObject({ outcome: 'registered', record_id: 'KZ-ONE00001', not_taken: ['prs_Title'] });
    expect(await own('KZ-ONE00001')).toMatchObject({ organisation: NGO, facts: { sex: 'MALE' } });
    const refused = await national.post(NGO, '/v1/records').send({ ...record, prs_Gender: 'Female' });
    expect([refused.status, refused.body]).toEqual([
      422,
      expect.objectContaining({ errors: [{ field: 'prs_Gender', code: 'unknown-code' }] }),
    ]);
  });

  it.each([
    ['without record id or day', 'prs_FirstName,prs_Gender', { missing: ['record_id', 'registered_on'] }],
    ['with a column of neither', 'record_id,registered_on,prs_FirstName,Иванова', { unknown: [4] }],
    ['with a repeated field', 'record_id,registered_on,prs_Gender,prs_Gender', { repeated: ['prs_Gender'] }],
  ])('refuses a file %s as a whole', async (_, header, extras) => {
    const answer = await national.file(NGO, `${header}\r\n`);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      422,
      expect.objectContaining({ code: 'wrong-header', ...extras }),
    ]);
    expect(answer.text).not.toContain('Иванова');
  });

  it('gives an organisation its own records, page by page, which handed in again change nothing', async () => {
    const caller = 'KZ-HOT-01';
    const COUNT = 3 * PAGE + 2;
    const records = Array.from({ length: COUNT }, () =>
      someRecord({ agency: caller, surname: '=cmd|calc', notes: '\'@x\r\n"y"; z', sex: 'OTHER', aliases: ['-1', 'b'] }),
    );
    await national.bulk(caller, records);
    const file = await exported(caller, '?identity=whole');
    expect([file.status, file.headers['content-type'], file.headers['cache-control']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'no-store',
    ]);
    expect(file.text).not.toMatch(/(^|,|\n)"?[=@+-]/);
    const again = await national.file(caller, file.text);
    expect(again.summary).toEqual({ received: COUNT, registered: 0, changed: 0, unchanged: COUNT, rejected: 0 });
    const rest = await exported(caller, `?identity=whole&after=${String(records[COUNT - 2]?.record_id)}`);
    expect((await national.file(caller, rest.text)).summary).toMatchObject({ received: 1, unchanged: 1 });
  });

  it('gives by default no identity that the standard has no field for', async () => {
    const caller = 'KZ-BRD-01';
    const beyond = { aliases: ['Псевдоним'], birth_place: 'Село', document_no: 'N7654321', handle: '@handle' };
    await national.record(caller, someRecord({ agency: caller, ...beyond, birth_date: '1991' }));
    const plain = someRecord({ agency: caller, document_no: undefined });
    await national.record(caller, plain);
    const { text } = await exported(caller);
    expect(text).toContain('Спекова');
    expect(text).not.toMatch(/Псевдоним|Село|N7654321|@handle|1991/);
    // What it leaves out cannot be removed by handing it in again.
    const again = await national.file(caller, text);
    const missing = ['aliases', 'birth_date', 'birth_place', 'document_no', 'handle'];
    expect(again.results.map(({ outcome, errors }) => [outcome, errors ?? []])).toEqual([
      ['rejected', expect.arrayContaining(missing.map((field) => ({ field, code: 'missing' })))],
      ['unchanged', []],
    ]);
  });

  it.each(AGENCIES)('gives %s nothing of others, nothing voided and nothing erased', async (agency) => {
    const [kept, voided, erased] = [1, 2, 3].map(() => someRecord({ agency, surname: `Of ${agency}` }));
    for (const record of [kept, voided, erased]) await national.record(agency, record ?? {});
    const refOf = async (record: RawRecord = {}) =>
      ((await own(String(record.record_id), agency)) as { caseRef: string }).caseRef;
    await national.post('registrar', `/v1/cases/${await refOf(voided)}/void`).expect(204);
    await national
      .post(agency, `/v1/cases/${await refOf(erased)}/erasure`)
      .send({ asked_on: '2024-04-01' })
      .expect(200);
    const { text } = await exported(agency, '?identity=whole');
    expect(text).toContain(String(kept?.record_id));
    expect(text).not.toContain(String(voided?.record_id));
    expect(text).not.toContain(String(erased?.record_id));
    for (const other of AGENCIES) expect(text.includes(other)).toBe(other === agency);
  });

  it.each(['registrar', 'figures', 'operator'])('gives %s nothing', async (caller) => {
    expect((await exported(caller)).status).toBe(403);
  });

  it('refuses a scope that it does not know, and writes no name to the log', async () => {
    expect((await exported(NGO, '?identity=all')).body).toMatchObject({ status: 400, code: 'bad-query' });
    expect(national.log.join('')).not.toMatch(/Спекова|Гүлнар|Секрет|Псевдоним/);
  });
});
