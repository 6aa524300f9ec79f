import fc from 'fast-check';
import { workbookParts, zip } from './intake/xlsx/xlsx.testing.js';
import { AGENCIES, cellsOf, csvFile, HEADER, someRecord, TestNational, type RawRecord } from './national.testing.js';

const PAIRS = AGENCIES.flatMap((a) => AGENCIES.filter((b) => b !== a).map((b) => [a, b] as const));
const [POLICE, NGO, HOTLINE, BORDER] = AGENCIES;
const SOME_PAIRS = PAIRS.filter(([one]) => one === NGO || one === BORDER).filter(([, other]) => other !== HOTLINE);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);

let national: TestNational;
beforeAll(async () => {
  process.stderr.write(`record ids: fast-check seed ${seed} (FC_SEED)\n`);
  national = await TestNational.start();
});
afterAll(() => national.stop());

const idOf = (record: RawRecord) => String(record.record_id);
const seen = async (caller: string, path: string) => (await national.get(caller, path)).text;
/** An answer without the id that was asked about and without references, which are random. */
const nameless = (text: string, id: string) =>
  text.replaceAll(id, 'ID').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'REF');
const left = (organisation: string, recordId: string) =>
  national.rows<{ type: string }>(
    `SELECT o.type FROM messaging.outbox o JOIN register.episode e ON e.case_ref::text = o.subject
      WHERE e.organisation = $1 AND e.record_id = $2 ORDER BY o.seq`,
    [organisation, recordId],
  );

/** Every way in which an organisation hands in a record, and what it is answered: status, headers, body. */
const WAYS: Readonly<Record<string, (caller: string, record: RawRecord) => Promise<readonly unknown[]>>> = {
  REST: async (caller, record) => {
    const { status, headers, text } = await national.record(caller, record);
    const { date: _, ...rest } = headers as Record<string, string>;
    return [status, rest, text];
  },
  stream: async (caller, record) => streamed(await national.bulk(caller, [record])),
  'stream in the names of HTCDS': async (caller, { record_id, registered_on }) =>
    streamed(await national.bulk(caller, [{ record_id, registered_on, prs_Gender: 'Masculine' } as RawRecord])),
  CSV: async (caller, record) => streamed(await national.file(caller, csvFile([record]))),
  XLSX: async (caller, record) => {
    const sheet = workbookParts([HEADER.split(','), cellsOf(record)]);
    return streamed(await national.file(caller, zip(sheet), XLSX));
  },
};
const streamed = ({ status, text }: { status: number; text: string }) => [status, text];

describe.each(Object.entries(WAYS))('handed in by %s', (way, handIn) => {
  it.each(way === 'REST' ? PAIRS : SOME_PAIRS)(
    '%s is answered for an id of %s as for one that nobody has',
    async (caller, other) => {
      const held = someRecord({ agency: other });
      expect((await national.record(other, held)).status).toBe(200);
      const before = await seen(other, `/v1/records/${idOf(held)}`);
      const free = someRecord({ agency: caller, sex: 'MALE' });
      const answers: string[] = [];
      const events: object[][] = [];
      for (const record of [{ ...free, record_id: held.record_id, document_no: 'N2345678' }, free]) {
        for (let times = 0; times < 2; times += 1) {
          const text = JSON.stringify(await handIn(caller, record));
          answers.push(nameless(text, idOf(record)));
          events.push(await left(caller, idOf(record)));
        }
      }
      expect(answers[0]).toContain('registered');
      expect(answers[1]).toContain('unchanged');
      expect(answers.slice(0, 2)).toEqual(answers.slice(2));
      expect(events.slice(0, 2)).toEqual(events.slice(2));
      expect(await seen(other, `/v1/records/${idOf(held)}`)).toBe(before);
    },
  );
});

it.each(PAIRS)('on every route that names a record %s is answered for one of %s as for none', async (caller, other) => {
  const [held, mine] = [someRecord({ agency: other }), someRecord({ agency: caller })];
  for (const record of [held, mine]) await national.record(String(record.agency), record);
  const document = (await national.get('operator', '/openapi.json')).body as { paths: Record<string, object> };
  const paths = Object.keys(document.paths).filter((path) => path.includes('{recordId}'));
  expect(paths.length).toBeGreaterThanOrEqual(3);
  const answersFor = (id: string) =>
    Promise.all(
      paths.flatMap((path) =>
        [
          path.replace('{recordId}', id).replace('{otherId}', idOf(mine)),
          path.replace('{recordId}', idOf(mine)).replace('{otherId}', id),
        ].map(async (asked) => {
          const { status, text, headers } = await national.get(caller, asked);
          const { date: _, ...rest } = headers as Record<string, string>;
          return [path, status, rest, nameless(text, id)] as const;
        }),
      ),
    );
  const foreign = await answersFor(idOf(held));
  expect(foreign).toEqual(await answersFor(idOf(held).replace('SPEC', 'NONE')));
  expect(foreign.filter(([, status]) => status === 404)).toHaveLength(paths.length + 1);
});

it('organisations that hand in one id at once each register it once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = idOf(someRecord());
    const records = AGENCIES.map((agency) => someRecord({ agency, record_id: id }));
    const twice = [...records, ...records];
    const answers = await Promise.all(twice.map((record) => national.record(String(record.agency), record)));
    for (const [i, agency] of AGENCIES.entries()) {
      const own = [answers[i], answers[i + AGENCIES.length]].map((answer) => answer?.body as Record<string, string>);
      expect([agency, own.map(({ outcome }) => outcome).sort()]).toEqual([agency, ['registered', 'unchanged']]);
      expect(own[0]?.['case_ref']).toBe(own[1]?.['case_ref']);
      expect(await seen(agency, `/v1/records/${id}`)).toContain(own[0]?.['case_ref']);
    }
    const cases = answers.map(({ body }) => (body as { case_ref: string }).case_ref);
    expect(new Set(cases).size).toBe(AGENCIES.length);
  }
});

it('what an organisation is answered depends on what it handed in itself, whatever others hand in meanwhile', async () => {
  let run = 0;
  const step = fc.record({
    agency: fc.constantFrom(NGO, HOTLINE, POLICE),
    number: fc.integer({ min: 0, max: 1 }),
    sex: fc.constantFrom('FEMALE', 'MALE'),
    registrar: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      run += 1;
      const ids = [0, 1].map(() => idOf(someRecord()));
      const ofAgency = (agency: string) => steps.filter((one) => one.agency === agency);
      const answersOf = async (agency: string) => {
        const outcomes: string[] = [];
        for (const { number, sex, registrar } of ofAgency(agency)) {
          const record = {
            ...someRecord({ agency, sex }),
            record_id: ids[number],
            document_no: `N${run}${number}4567`,
          };
          const answer = await national.record(registrar ? 'registrar' : agency, record);
          outcomes.push((answer.body as { outcome: string }).outcome);
        }
        return outcomes;
      };
      const alone = (agency: string) => {
        const latest = new Map<number, string>();
        return ofAgency(agency).map(({ number, sex }) => {
          const before = latest.get(number);
          latest.set(number, sex);
          return before === undefined ? 'registered' : before === sex ? 'unchanged' : 'changed';
        });
      };
      const agencies = [NGO, HOTLINE, POLICE];
      expect(await Promise.all(agencies.map(answersOf))).toEqual(agencies.map(alone));
    }),
    { seed, numRuns: 12 },
  );
});
