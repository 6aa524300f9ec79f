import { csvFile, csvLine, HEADER, someRecord, TestNational } from '../national.testing.js';

describe('intake of records', () => {
  let national: TestNational;
  beforeAll(async () => {
    national = await TestNational.start();
  });
  afterAll(() => national.stop());

  const outboxOf = (caseRef: string) =>
    national.rows<{ type: string; version: number }>(
      'SELECT type, version FROM messaging.outbox WHERE subject = $1 ORDER BY version',
      [caseRef],
    );

  it('registers a record once: sending it again changes nothing', async () => {
    const record = someRecord();
    const first = await national.record('registrar', record);
    expect([first.status, first.body]).toEqual([200, expect.objectContaining({ outcome: 'registered' })]);
    const { case_ref: caseRef } = first.body as { case_ref: string };
    const again = await national.record('registrar', record);
    expect(again.body).toEqual({ record_id: record.record_id, outcome: 'unchanged', case_ref: caseRef });
    expect(await outboxOf(caseRef)).toEqual([{ type: 'kerege.case.registered.v1', version: 1 }]);
  });

  it('makes follow-up events of a changed record', async () => {
    const record = someRecord();
    const { case_ref: caseRef } = (await national.record('registrar', record)).body as { case_ref: string };
    const decided = {
      ...record,
      trafficking_status: 'ActualVictimOfTrafficking',
      decision_org: 'Police',
      decided_on: '2024-04-01',
    };
    expect((await national.record('registrar', decided)).body).toMatchObject({ outcome: 'changed', case_ref: caseRef });
    expect((await outboxOf(caseRef)).map((event) => event.type)).toEqual([
      'kerege.case.registered.v1',
      'kerege.case.decided.v1',
    ]);
  });

  it('takes a purpose that is attested no longer as withdrawn, and given again as given', async () => {
    const record = someRecord();
    const { case_ref: ref } = (await national.record('registrar', record)).body as { case_ref: string };
    const consents = () =>
      national.rows<{ purpose: string; decision: string }>(
        `SELECT purpose, decision FROM register.consent WHERE case_ref = $1 AND purpose = 'CROSS_BORDER_MATCH' ORDER BY seq`,
        [ref],
      );
    const mentions = async () =>
      (
        await national.rows(
          'SELECT FROM anonymisation.publication WHERE case_ref = $1 AND mention_digest IS NOT NULL',
          [ref],
        )
      ).length;
    expect(await mentions()).toBe(1);
    await national.record('registrar', { ...record, consents: ['ANONYMISED_STATISTICS'] });
    expect((await consents()).map((row) => row.decision)).toEqual(['GIVEN', 'WITHDRAWN']);
    expect(await mentions()).toBe(0);
    await national.record('registrar', record);
    expect((await consents()).map((row) => row.decision)).toEqual(['GIVEN', 'WITHDRAWN', 'GIVEN']);
    expect(await mentions()).toBe(1);
  });

  it('names every wrong field of a refused record by code, without a value', async () => {
    const answer = await national.record('registrar', {
      ...someRecord({ sex: 'female', registered_on: '2024-02-30', citizenship: 'QQ', given_name: 'Канарейкина\u0001' }),
      ...{ surprise: 'Канарейкина' },
    });
    expect(answer.body).toMatchObject({ status: 422, code: 'record-refused' });
    expect((answer.body as { errors: object[] }).errors).toEqual(
      expect.arrayContaining([
        { field: 'record', code: 'unknown-field' },
        { field: 'sex', code: 'unknown-code' },
        { field: 'registered_on', code: 'impossible-date' },
        { field: 'citizenship', code: 'unknown-code' },
        { field: 'given_name', code: 'control-character' },
      ]),
    );
    expect(answer.text).not.toContain('Канарейкина');
  });

  it('takes records in as a stream and answers each line, with progress', async () => {
    const [a, b] = [someRecord(), someRecord()];
    const answer = await national.bulk('registrar', [a, { ...b, sex: 'X' }, b, a, { ...a, citizenship: 'KG' }]);
    expect(answer.results.map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, 'registered'],
      [2, 'rejected'],
      [3, 'registered'],
      [4, 'unchanged'],
      [5, 'changed'],
    ]);
    expect(answer.summary).toEqual({ received: 5, registered: 2, changed: 1, unchanged: 1, rejected: 1 });
    expect(answer.text).toContain('"progress"');
  });

  it('publishes the cases of a file only after its end, in the order of registration', async () => {
    const records = ['2024-08-03', '2024-08-01', '2024-08-02'].map((day) => someRecord({ registered_on: day }));
    const answer = await national.file('registrar', csvFile(records));
    expect(answer.summary).toEqual({ received: 3, registered: 3, changed: 0, unchanged: 0, rejected: 0 });
    const refs = answer.results.map((result) => result.case_ref);
    const [published] = await national.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM anonymisation.publication WHERE case_ref = ANY ($1::uuid[]) AND level IS NOT NULL',
      [refs],
    );
    expect(published?.n).toBe(3);
    expect(await national.rows('SELECT FROM register.to_level')).toHaveLength(0);
    // Told after each chunk of cases, so that the connection lives as long as the work does.
    expect(answer.text).toMatch(/"outcome".*\n\{"progress":\{"cases":3\}\}\n\{"summary"/);
  });

  it('takes an identical repeat in a file as unchanged and refuses a different one', async () => {
    const record = someRecord();
    const file = csvFile([record, record, { ...record, sex: 'MALE' }, record]);
    const outcomes = (await national.file('registrar', file)).results.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['registered', 'unchanged', 'rejected', 'unchanged']);
    const changed = csvFile([{ ...record, sex: 'MALE' }, record]);
    const later = (await national.file('registrar', changed)).results.map(({ outcome }) => outcome);
    expect(later).toEqual(['changed', 'rejected']);
  });

  it('takes the good lines of a hostile file in and says what is wrong with each other line', async () => {
    const [a, b, c, d, e] = [1, 2, 3, 4, 5].map(() => someRecord({ notes: 'first\r\nsecond, "third"' }));
    const broken = csvLine(someRecord({ notes: '' })).replace(/,$/, ',"never closed');
    const middle = csvLine(someRecord({ surname: 'x' })).replace(',x,', ',x"y,');
    const lines = [
      ...[HEADER, csvLine(a ?? {}), broken, csvLine(b ?? {}), middle, csvLine(c ?? {})],
      ...[
        `${csvLine(someRecord())},one,too,many`,
        csvLine({ ...someRecord(), trafficking_status: 'Victim' }),
        csvLine(d ?? {}),
      ],
      ...[csvLine(someRecord({ birth_date: '1990-13-01' })), '', csvLine(e ?? {})],
    ];
    const answer = await national.file('registrar', `\uFEFF${lines.join('\n')}`);
    expect(answer.results.map(({ line, outcome, errors }) => [line, outcome, errors?.[0]])).toEqual([
      [2, 'registered', undefined],
      [4, 'rejected', { field: 'record', code: 'broken-quote' }],
      [5, 'registered', undefined],
      [7, 'rejected', { field: 'record', code: 'broken-quote' }],
      [8, 'registered', undefined],
      [10, 'rejected', { field: 'record', code: 'column-count' }],
      [11, 'rejected', { field: 'trafficking_status', code: 'unknown-code' }],
      [12, 'registered', undefined],
      [14, 'rejected', { field: 'birth_date', code: 'impossible-date' }],
      [16, 'registered', undefined],
    ]);
  });

  it('keeps quoted line breaks and quotes of a cell', async () => {
    const record = someRecord({ notes: 'a\r\n"b", c\nKZ-LOOKS1,2024-01-01,like a record' });
    await national.file('registrar', csvFile([record]));
    const own = await national.get('KZ-MVD-01', `/v1/records/${String(record.record_id)}`);
    expect(own.body).toMatchObject({ identity: { notes: record.notes } });
  });

  it('refuses a file of another encoding, or the lines of it', async () => {
    const file = csvFile([someRecord(), someRecord()]);
    const utf16 = await national.file('registrar', Buffer.from(`\uFEFF${file}`, 'utf16le'));
    expect([utf16.status, JSON.parse(utf16.text)]).toEqual([422, expect.objectContaining({ code: 'wrong-encoding' })]);
    const windows = Buffer.from(file.replaceAll('Спекова', '\u00d1\u00ef'), 'latin1');
    const results = (await national.file('registrar', windows)).results;
    expect(results.map(({ errors }) => errors)).toEqual(
      [1, 2].map(() => expect.arrayContaining([{ field: 'surname', code: 'encoding' }]) as object),
    );
  });

  it.each([
    ['a missing and an unknown column', HEADER.replace('surname', 'lastname'), { missing: ['surname'], unknown: [6] }],
    ['a repeated column', `${HEADER},notes`, { repeated: ['notes'] }],
    ['no header at all', 'Иванова,Анна', { unknown: [1, 2] }],
  ])('refuses a file with %s as a whole, without repeating what stands there', async (_, header, extras) => {
    const answer = await national.file('registrar', `${header}\r\n${csvLine(someRecord())}\r\n`);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      422,
      expect.objectContaining({ code: 'wrong-header', ...extras }),
    ]);
    expect(answer.text).not.toMatch(/Иванова|lastname/);
  });

  it('refuses an empty file', async () => {
    expect((await national.file('registrar', '')).text).toContain('empty-file');
  });

  it('counts everything that came in for operators', async () => {
    const { records, pending, mentions } = (await national.get('operator', '/v1/progress')).body as {
      records: Record<string, number>;
      pending: number;
      mentions: number;
    };
    const { received = 0, registered = 0, changed = 0, unchanged = 0, rejected = 0 } = records;
    expect(received).toBe(registered + changed + unchanged + rejected);
    expect(pending).toBeGreaterThan(0);
    expect(mentions).toBeGreaterThan(0);
  });
});
