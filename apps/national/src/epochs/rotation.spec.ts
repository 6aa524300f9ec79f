import { topicOf, validatorFor, MentionPublished, type MentionData } from '#contracts';
import { checkEncoding } from '#linkage';
import { SeededRandom } from '#testing';
import { AGENCIES, someRecord, TestNational } from '../national.testing.js';
import { RotateEncodings, type RotationProgress } from './rotate-encodings.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? 20_261_126);
const NGO = AGENCIES[1];
const RECORDS = 450;

let national: TestNational;
/** Every mention: 450 real ones and a third as many fakes. */
let all: number;

beforeAll(async () => {
  process.stderr.write(`rotation: seed ${SEED} (KEREGE_SEED)\n`);
  national = await TestNational.start('KZ');
  // Without a year of birth a mention has most variants.
  const records = Array.from({ length: RECORDS }, (_, i) =>
    someRecord({ agency: NGO, patronymic: 'Сериковна', ...(i % 50 === 0 ? { birth_date: '' } : {}) }),
  );
  await national.bulk(NGO, records);
  all = (await progress()).mentions;
});
afterAll(() => national.stop());

const progress = async () => (await national.get('operator', '/v1/encoding-epochs')).body as RotationProgress;
const open = (epoch: unknown) => national.post('operator', '/v1/encoding-epochs').send({ epoch });
const close = (epoch: number) => national.delete('operator', `/v1/encoding-epochs/${epoch}`);

/** The newest version of every mention. */
async function newest(): Promise<{ subject: string; version: number; data: MentionData }[]> {
  const rows = await national.rows<{ subject: string; version: number; data: string }>(
    `SELECT DISTINCT ON (subject) subject, version, data FROM messaging.outbox
      WHERE topic = $1 AND data IS NOT NULL ORDER BY subject, version DESC`,
    [topicOf('KZ', 'mention')],
  );
  return rows.map(({ subject, version, data }) => ({ subject, version, data: JSON.parse(data) as MentionData }));
}
const epochsIn = ({ epoch: own, variants }: MentionData) =>
  [...new Set(variants.map(({ epoch }) => epoch ?? own))].sort().join();

/** Dies at its nth use, as a process does: what the transaction did before is not committed. */
class DyingFakes {
  constructor(
    private readonly fakes: TestNational['parts']['fakes'],
    private left: number,
  ) {}

  async encodeAnew(...step: Parameters<TestNational['parts']['fakes']['encodeAnew']>): Promise<void> {
    this.left -= 1;
    if (this.left < 0) throw new Error('killed');
    await this.fakes.encodeAnew(...step);
  }
}

test('only the next epoch can be opened, only the former of two closed', async () => {
  expect(await progress()).toEqual({ epoch: 1, retiring: null, mentions: all, behind: 0 });
  expect(all).toBeGreaterThan(RECORDS);
  for (const [answer, status, code] of [
    [await open(3), 409, 'epoch-not-next'],
    [await open(1), 409, 'epoch-not-next'],
    [await open('2'), 400, 'bad-epoch'],
    [await open(70_000), 400, 'bad-epoch'],
    [await close(1), 409, 'epoch-not-retiring'],
  ] as const) {
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
  }
});

test('an opened epoch is carried beside the former one by what is entered from then on', async () => {
  expect((await open(2)).body).toEqual({ epoch: 2, retiring: 1, mentions: all, behind: all });
  expect((await open(2)).status).toBe(200);
  expect((await open(3)).body).toMatchObject({ code: 'epoch-still-open' });
  expect((await close(1)).body).toMatchObject({ status: 409, code: 'mentions-behind' });
  await national.record(NGO, someRecord({ agency: NGO }));
  const { mentions, behind } = await progress();
  expect([behind, mentions > all]).toEqual([all, true]);
  all = mentions;
});

test('killed at any batch, whoever comes next goes on: every mention is told once, under its own reference', async () => {
  const before = await newest();
  const random = new SeededRandom(SEED);
  const { dataSource, parts } = national;
  let deaths = 0;
  for (; (await progress()).behind > 0; deaths += 1) {
    const mortal = new RotateEncodings({
      ...{ dataSource, publisher: parts.publisher, encodings: parts.encodings, publishEverySeconds: 0 },
      ...{ now: () => new Date(), fakes: new DyingFakes(parts.fakes, random.integer(0, 1)) },
    });
    await mortal.run().catch((error: Error) => expect(error.message).toBe('killed'));
  }
  expect(deaths).toBeGreaterThan(2);
  expect(await progress()).toEqual({ epoch: 2, retiring: 1, mentions: all, behind: 0 });
  const after = await newest();
  expect(after.map(({ subject }) => subject)).toEqual(before.map(({ subject }) => subject));
  const versions = new Map(before.map(({ subject, version, data }) => [subject, version + (data.epoch === 1 ? 1 : 0)]));
  const both = new Set([1, 2]);
  for (const { subject, version, data } of after) {
    expect([version, epochsIn(data)]).toEqual([versions.get(subject), '1,2']);
    expect(validatorFor(MentionPublished.type)(data)).toBe(true);
    for (const epoch of both) {
      const variants = data.variants.filter((variant) => (variant.epoch ?? data.epoch) === epoch);
      expect(checkEncoding({ model: data.model, epoch, variants }, both)).toBeNull();
    }
  }
  expect(Math.max(...after.map(({ data }) => data.variants.length))).toBeGreaterThan(32);
});

test('once the former epoch is closed no mention carries it, and corrections do not bring it back', async () => {
  expect((await close(1)).body).toEqual({ epoch: 2, retiring: null, mentions: all, behind: all });
  await national.parts.rotation.run();
  expect(await progress()).toEqual({ epoch: 2, retiring: null, mentions: all, behind: 0 });
  expect((await close(1)).status).toBe(200);
  await national.record(NGO, someRecord({ agency: NGO }));
  for (const { data } of await newest()) expect(epochsIn(data)).toBe('2');
  // Every mention lived through the same: nothing tells fakes from real ones.
  const fakes = new Set(
    (await national.rows<{ ref: string }>('SELECT mention_ref AS ref FROM anonymisation.fake')).map(({ ref }) => ref),
  );
  const lives = (made: boolean, told: Awaited<ReturnType<typeof newest>>) =>
    new Set(told.filter(({ subject }) => fakes.has(subject) === made).map(({ version }) => version));
  const told = await newest();
  expect([...lives(true, told)].every((version) => lives(false, told).has(version))).toBe(true);
});
