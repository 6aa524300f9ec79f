import { eventually } from '#testing';
import { TwoCountries, type Reviewing } from './review/two-countries.testing.js';

const NAMES = [
  ['Dilnoza', 'Karimova', '1994-05-06'],
  ['Zarina', 'Raximova', '1988-11-23'],
  ['Madina', 'Yusupova', '1999-02-17'],
  ['Nilufar', 'Ergasheva', '1991-07-30'],
] as const;

/** Persons in both registers, known by one passport. Uzbekistan registered earlier. */
const recordsOf = (country: Reviewing) =>
  NAMES.map(([given_name, surname, birth_date], i) => ({
    ...{ given_name, surname, birth_date, sex: 'FEMALE', document_no: `FA403156${i}`, citizenship: 'UZ' },
    ...{ exploitation_types: ['ForcedLabour'], country_of_exploitation: 'KZ' },
    ...{ trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2024-05-01' },
    ...{ record_id: `${country}-ROTATE0${i}`, agency: `${country}-NGO-01` },
    registered_on: country === 'UZ' ? '2024-02-07' : '2024-03-05',
    consents: ['ANONYMISED_STATISTICS', 'CROSS_BORDER_MATCH'],
  }));

interface Listed {
  readonly matchRef: string;
  readonly recordId: string;
  readonly state: string;
}

interface Progress {
  readonly epoch: number;
  readonly retiring: number | null;
  readonly behind: number;
}

const EPOCHS = '/v1/encoding-epochs';
const WAIT = { timeoutMs: 90_000 };
let region: TwoCountries;

beforeAll(async () => {
  region = await TwoCountries.start({ ENCODING_EPOCHS: '1,2' });
}, 120_000);

afterAll(() => region?.stop(), 60_000);

/** What linkage holds to be one person, in words. */
async function clusters(): Promise<string[]> {
  const rows = await region.rows<{ cluster: string }>(
    'linkage',
    `SELECT cluster_ref || ' ' || string_agg(mention.source || ' ' || mention_ref, ', ' ORDER BY mention_ref) AS cluster
       FROM linkage.member JOIN linkage.mention ON mention.id = member.mention_id GROUP BY cluster_ref ORDER BY 1`,
  );
  return rows.map(({ cluster }) => cluster);
}

/** Epochs of the tags that linkage holds of a country, in order. */
async function epochsOf(country: Reviewing): Promise<string> {
  const rows = await region.rows<{ epoch: number }>(
    'linkage',
    'SELECT DISTINCT space / 16 AS epoch FROM linkage.tag WHERE source = $1 ORDER BY 1',
    [country],
  );
  return rows.map(({ epoch }) => epoch).join();
}

/** What each country sees of its reviews. */
async function reviews(country: Reviewing): Promise<Listed[]> {
  const { body } = await region.call<{ reviews: Listed[] }>(country, '/v1/reviews');
  return [...body.reviews].sort((a, b) => (a.recordId < b.recordId ? -1 : 1));
}
const states = async (country: Reviewing) => (await reviews(country)).map(({ state }) => state).join();

async function answer(country: Reviewing, recordId: string, decision: string): Promise<void> {
  const review = (await reviews(country)).find((listed) => listed.recordId === recordId);
  const path = `/v1/reviews/${review?.matchRef}`;
  await region.call(country, path);
  const body = { decision, basis: 'OWN_RECORD', reviewer: 'SUPERVISOR' };
  expect((await region.call(country, `${path}/answer`, body)).status).toBe(200);
}

async function isCarriedThrough(country: Reviewing, epochs: string): Promise<void> {
  const check = async () =>
    (await region.operate<Progress>(country, 'GET', EPOCHS)).body.behind === 0 && (await epochsOf(country)) === epochs;
  await eventually(check, { ...WAIT, what: `every mention of ${country} to be at linkage under ${epochs}` });
}

/** Both told, one confirmed, one kept apart by people, two open: as it must stay. */
let before: readonly [clusters: string[], kz: string, uz: string];
const now = async () => [await clusters(), await states('KZ'), await states('UZ')] as const;

test('four persons of two countries: one confirmed, one said to be two, two that only scores link', async () => {
  for (const country of ['UZ', 'KZ'] as const) {
    for (const record of recordsOf(country)) {
      expect((await region.call(country, '/v1/records', record)).status).toBe(200);
    }
  }
  const asked = async () => (await states('UZ')) === 'ASKED,ASKED,ASKED,ASKED';
  await eventually(asked, { ...WAIT, what: 'four questions' });
  await answer('UZ', 'UZ-ROTATE00', 'SAME');
  await answer('UZ', 'UZ-ROTATE01', 'DIFFERENT');
  await eventually(async () => (await states('KZ')) === 'ASKED', { ...WAIT, what: 'Kazakhstan to be asked' });
  await answer('KZ', 'KZ-ROTATE00', 'SAME');
  await eventually(async () => (await states('KZ')) === 'CONFIRMED', { ...WAIT, what: 'a confirmed link' });
  await eventually(async () => (await clusters()).length === 3, { ...WAIT, what: 'three clusters' });
  before = await now();
  expect([await epochsOf('KZ'), await epochsOf('UZ')]).toEqual(['1', '1']);
}, 180_000);

test.each([
  ['KZ opens the next epoch', 'KZ', 'POST', '1,2'],
  ['UZ opens the next epoch', 'UZ', 'POST', '1,2'],
  ['KZ closes the former one', 'KZ', 'DELETE', '2'],
  ['UZ closes the former one', 'UZ', 'DELETE', '2'],
] as const)(
  '%s: the same persons, the same decisions, no question more',
  async (_, country, method, epochs) => {
    const asked = await region.recordsIn('inbox.kz');
    const path = method === 'POST' ? EPOCHS : `${EPOCHS}/1`;
    const { status } = await region.operate(country, method, path, method === 'POST' ? { epoch: 2 } : undefined);
    expect(status).toBe(200);
    await isCarriedThrough(country, epochs);
    expect(await now()).toEqual(before);
    expect(await region.recordsIn('inbox.kz')).toBe(asked);
  },
  180_000,
);

test('a rebuilt linkage finds the same under the new epoch alone', async () => {
  await region.rebuildLinkage();
  const live = async () =>
    (await region.rows<{ phase: string }>('linkage', 'SELECT phase FROM linkage.lifecycle'))[0]?.phase === 'LIVE';
  await eventually(live, { ...WAIT, what: 'linkage to be live again' });
  expect([await now(), await epochsOf('KZ'), await epochsOf('UZ')]).toEqual([before, '2', '2']);
}, 120_000);

test('an epoch that linkage does not know is refused mention by mention: what it holds stays', async () => {
  expect((await region.operate('KZ', 'POST', EPOCHS, { epoch: 3 })).status).toBe(200);
  const refused = async () => {
    const sql = 'SELECT reason, count(*)::integer AS n FROM messaging.quarantine GROUP BY reason';
    const rows = await region.rows<{ reason: string; n: number }>('linkage', sql);
    const [standing] = await region.rows<{ n: number }>(
      'linkage',
      `SELECT count(*)::integer AS n FROM linkage.mention WHERE source = 'KZ' AND active`,
    );
    return rows.length === 1 && rows[0]?.reason === 'encoding-epoch-unknown' && rows[0].n === standing?.n;
  };
  await eventually(refused, { ...WAIT, what: 'every mention of the unknown epoch to be in quarantine' });
  expect(await now()).toEqual(before);
}, 120_000);
