import { inTransaction } from '#persistence';
import { backUp } from '../erasure/restored.testing.js';
import { AGENCIES, someRecord, TestNational, type RawRecord } from '../national.testing.js';
import { nationalParts } from '../national-parts.js';
import { criteriaOf } from '../vault/search-tokens.js';

const [POLICE, NGO, HOTLINE] = AGENCIES;

interface Hit {
  readonly recordId: string;
  readonly score: number;
  readonly alike: readonly string[];
}

let national: TestNational;

beforeAll(async () => {
  national = await TestNational.start();
});
afterAll(() => national?.stop());

async function enter(fields: RawRecord, agency: string = NGO): Promise<{ recordId: string; caseRef: string }> {
  const record = someRecord({ agency, ...fields });
  const answer = await national.record(agency, record);
  expect(answer.status).toBe(200);
  return { recordId: String(record.record_id), caseRef: (answer.body as { case_ref: string }).case_ref };
}
const ask = (terms: object, caller: string = NGO) => national.post(caller, '/v1/records/search').send(terms);
const hits = async (terms: object, caller: string = NGO) => ((await ask(terms, caller)).body as { hits: Hit[] }).hits;
const found = async (terms: object, caller: string = NGO) => (await hits(terms, caller)).map((hit) => hit.recordId);

describe('a search in the own organisation’s records', () => {
  it.each<[string, object]>([
    ['in another alphabet', { surname: 'Rahmonova', given_name: 'Gulnora' }],
    ['with other endings and vowels', { surname: 'Раҳмонзода', given_name: 'Гулнара' }],
    ['in each other’s column', { surname: 'Гульнора', given_name: 'Рахмонова' }],
    ['by the maiden name', { surname: 'Юсупова' }],
    ['by document in look-alike letters', { document_no: 'ав 55 66 771' }],
    ['by national number', { national_id: '2 3107 1988 01239' }],
    ['by phone with another prefix', { phone: '8 (701) 555-31-29' }],
    ['by handle', { handle: 't.me/gulnora_r88' }],
    ['by the whole date of birth', { birth_date: '1988-07-31' }],
  ])('finds a person %s', async (_, terms) => {
    const { recordId } = await someGulnora();
    expect(await found(terms)).toContain(recordId);
  });

  it('finds a full name by its pet name', async () => {
    const { recordId } = await enter({ given_name: 'Александр', surname: 'Тестенко' });
    expect((await hits({ given_name: 'Саша', surname: 'Тестенко' }))[0]).toMatchObject({
      recordId,
      alike: expect.arrayContaining(['SURNAME']) as never,
    });
    expect(await found({ given_name: 'Саша' })).toContain(recordId);
  });

  it('ranks who is more alike first, and says what is alike', async () => {
    const person = { surname: 'Бекмуратова', given_name: 'Зебо', birth_date: '1993-11-21' };
    const near = await enter(person);
    const nearer = await enter({ ...person, surname: 'Бекмуратова', birth_date: '1993-11-22' });
    const answer = await hits({ surname: 'Бекмуратова', given_name: 'Зебо', birth_date: '1993-11-22' });
    expect(answer.map((hit) => hit.recordId)).toEqual([nearer.recordId, near.recordId]);
    expect(answer[0]?.alike).toEqual(['SURNAME', 'GIVEN_NAME', 'BIRTH_YEAR', 'BIRTH_MONTH', 'BIRTH_DAY']);
    expect(answer[1]?.alike).toEqual(['SURNAME', 'GIVEN_NAME', 'BIRTH_YEAR', 'BIRTH_MONTH']);
    expect(await found({ surname: 'Бекмуратова', limit: 1 })).toHaveLength(1);
  });

  it('does not give everybody of a given name where a surname was asked for', async () => {
    await enter({ given_name: 'Назокат', surname: 'Қосимова' });
    expect(await found({ given_name: 'Назокат', surname: 'Дурдыева' })).toEqual([]);
    expect(await found({ given_name: 'Назокат' })).toHaveLength(1);
  });

  it('follows a correction of the record', async () => {
    const record = someRecord({ agency: NGO, surname: 'Опечаткина' });
    await national.record(NGO, record);
    await national.record(NGO, { ...record, surname: 'Верниева' });
    expect(await found({ surname: 'Опечаткина' })).toEqual([]);
    expect(await found({ surname: 'Верниева' })).toEqual([record.record_id]);
  });

  it('answers without identity, and leaves no name in the log', async () => {
    await enter({ surname: 'Тайнаева', phone: '+7 702 444 19 28' });
    const answer = await ask({ surname: 'Tainaeva', phone: '+7 702 444 19 28' });
    expect(Object.keys((answer.body as { hits: object[] }).hits[0] ?? {}).sort()).toEqual([
      ...['alike', 'caseRef', 'recordId', 'registeredOn', 'score', 'status', 'traffickingStatus'],
    ]);
    for (const value of ['Tainaeva', 'Тайнаева', '444 19 28']) {
      expect([value, answer.text.includes(value), national.log.join('').includes(value)]).toEqual([
        ...[value, false, false],
      ]);
    }
  });

  it.each<[number, string, object]>([
    [422, 'nothing-to-search-by', { surname: 'нет' }],
    [422, 'nothing-to-search-by', { document_no: '0000000', given_name: '-' }],
    [400, 'bad-body', {}],
    [400, 'bad-body', { name: 'Гульнора' }],
    [400, 'bad-body', { surname: 'Гульнора', limit: 51 }],
    [400, 'bad-body', { birth_date: '31.07.1988' }],
  ])('refuses with %i %s: %j', async (status, code, terms) => {
    const answer = await ask(terms);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
    expect(answer.text).not.toContain('Гульнора');
  });
});

describe('rule 12 holds for a search', () => {
  it('no organisation finds another one’s records', async () => {
    const person = { surname: 'Стенова', document_no: 'WL 3344556' };
    const theirs = await enter(person, HOTLINE);
    expect(await found(person)).toEqual([]);
    const own = await enter(person);
    expect(await found(person)).toEqual([own.recordId]);
    expect(await found(person, HOTLINE)).toEqual([theirs.recordId]);
  });

  it('nor does what others hold take the place of an own record in a short answer', async () => {
    const own = await enter({ surname: 'Заслонова' });
    for (const phone of ['+77010004455', '+77010004455']) await enter({ surname: 'Заслонова', phone }, HOTLINE);
    expect(await found({ surname: 'Заслонова', phone: '+77010004455', limit: 1 })).toEqual([own.recordId]);
  });

  it.each([POLICE, 'KZ-BRD-01'])('%s searches no victims, not even its own records', async (body) => {
    await enter({ surname: 'Неискомова' }, body);
    expect((await ask({ surname: 'Неискомова' }, body)).status).toBe(403);
  });

  it.each(['registrar', 'figures', 'operator'])('%s does not search', async (caller) => {
    expect((await ask({ surname: 'Стенова' }, caller)).status).toBe(403);
  });
});

describe('what is erased is not found', () => {
  it('neither here nor in a backup from before, although every other key is there', async () => {
    const terms = { surname: 'Забытова', given_name: 'Лола', birth_date: '1984-04-14' };
    const { caseRef } = await enter(terms);
    const kept = await enter({ ...terms, surname: 'Забытова' });
    const backup = await backUp(national);
    const { masterKey, keyStore } = national;
    const inBackup = async () => {
      const secrets = { masterKey, keyStore, encodingKey: Buffer.alloc(32, 1), publishEverySeconds: 0 };
      const { vault } = nationalParts({ country: 'KZ', dataSource: backup.dataSource, ...secrets });
      const criteria = criteriaOf({ surname: 'Забытова', givenName: 'Лола', birthDate: '1984-04-14' });
      const answer = await inTransaction(backup.dataSource, (tx) => vault.search.find(tx, NGO, criteria, 20));
      return answer.map((hit) => hit.caseRef).sort();
    };
    try {
      expect(await inBackup()).toEqual([caseRef, kept.caseRef].sort());
      // Rows alone, without the destruction of the key, would leave the backup as it was.
      await national.rows('DELETE FROM register.search_entry WHERE case_ref = $1', [caseRef]);
      expect(await inBackup()).toEqual([caseRef, kept.caseRef].sort());
      const asked_on = new Date().toISOString().slice(0, 10);
      const erased = await national.post(NGO, `/v1/cases/${caseRef}/erasure`).send({ asked_on });
      expect(erased.body).toMatchObject({ status: 'ERASED' });
      expect(await inBackup()).toEqual([kept.caseRef]);
      expect(await found(terms)).toEqual([kept.recordId]);
      expect(await national.rows('SELECT FROM register.search_entry WHERE case_ref = $1', [caseRef])).toEqual([]);
    } finally {
      await backup.drop();
    }
  });

  it('a sealed entry has one length, however many names stand in it', async () => {
    const few = await enter({ surname: 'Я', given_name: null, birth_date: null, document_no: null });
    const many = await someGulnora();
    const lengths = await national.rows(
      'SELECT DISTINCT length(entry) FROM register.search_entry WHERE case_ref = ANY ($1::uuid[])',
      [[few.caseRef, many.caseRef]],
    );
    expect(lengths).toHaveLength(1);
  });
});

describe('records that were there before the search', () => {
  it('are found once their entries are made, those of earlier versions as well', async () => {
    const [without, earlier] = [await enter({ surname: 'Давнишева' }), await enter({ surname: 'Давнишева' })];
    await national.rows('DELETE FROM register.search_entry WHERE case_ref = $1', [without.caseRef]);
    await national.rows(
      `UPDATE register.search_entry s SET version = 0, (nonce, entry, tag) =
         (SELECT nonce, entry, tag FROM register.search_entry o WHERE o.case_ref <> s.case_ref LIMIT 1)
        WHERE case_ref = $1`,
      [earlier.caseRef],
    );
    await national.parts.indexCases.execute();
    expect((await found({ surname: 'Давнишева' })).sort()).toEqual([without.recordId, earlier.recordId].sort());
    await national.parts.indexCases.execute();
  });
});

let gulnora: Promise<{ recordId: string; caseRef: string }> | undefined;
function someGulnora() {
  gulnora ??= enter({
    ...{ given_name: 'Гульнора', surname: 'Рахмонова', aliases: ['девичья Юсупова'], birth_date: '1988-07-31' },
    ...{ document_no: 'AB 5566771', national_id: '23107198801239', phone: '+77015553129', handle: '@gulnora_r88' },
  });
  return gulnora;
}
