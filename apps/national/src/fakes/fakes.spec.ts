import { randomUUID } from 'node:crypto';
import { topicOf, validatorFor, MentionPublished, type MentionData } from '#contracts';
import { checkEncoding, createPersonEncoder, personPairModel, type PersonMention } from '#linkage';
import { inTransaction } from '#persistence';
import { generateCorpus, SeededRandom } from '#testing';
import { AGENCIES, someRecord, TestNational, type RawRecord } from '../national.testing.js';
import { fallDue } from './fall-due.js';
import { madeUpPerson } from './made-up-person.js';
import { shapeOf } from './mention-shape.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? 20_261_126);
const KEY = Buffer.alloc(32, 5);
const NGO = AGENCIES[1];
const REAL = 60;

let national: TestNational;

beforeAll(async () => {
  process.stderr.write(`fakes: seed ${SEED} (KEREGE_SEED)\n`);
  national = await TestNational.start('KZ');
});
afterAll(() => national.stop());

interface Sent {
  readonly subject: string;
  readonly version: number;
  readonly time: string;
  readonly data: string | null;
  readonly held: boolean;
}

const sentOn = (kind: 'mention' | 'binding') =>
  national.rows<Sent>(
    `SELECT subject, version, time, data, not_before > now() + interval '1 minute' AS held
       FROM messaging.outbox WHERE topic = $1 ORDER BY seq`,
    [topicOf('KZ', kind)],
  );
const fakeRefs = async () =>
  new Set(
    (await national.rows<{ ref: string }>('SELECT mention_ref AS ref FROM anonymisation.fake')).map(({ ref }) => ref),
  );
const contentOf = ({ data }: Sent) => JSON.parse(data ?? '{}') as MentionData;

/** Records of a generated population, dates and years missing as in real registers. */
const RECORDS: readonly RawRecord[] = generateCorpus({ seed: SEED, persons: 2 * REAL })
  .records.slice(0, REAL)
  .map(({ givenName, patronymic, surname, birthDate, sex }) =>
    someRecord({
      agency: NGO,
      given_name: givenName,
      patronymic,
      surname,
      birth_date: birthDate,
      sex: sex ?? 'UNKNOWN',
    }),
  );

test('a quarter of the mentions stand for nobody, in the transaction of the real ones', async () => {
  const { summary } = await national.bulk(NGO, RECORDS);
  expect(summary).toMatchObject({ registered: REAL });
  const fakes = await fakeRefs();
  expect(Math.abs(fakes.size - REAL / 3)).toBeLessThanOrEqual(1);
  const mentions = await sentOn('mention');
  expect(mentions).toHaveLength(REAL + fakes.size);
  const bindings = await sentOn('binding');
  const bound = bindings.map(({ subject, data }) => [subject, JSON.parse(data ?? '{}') as { caseRef: string | null }]);
  for (const [subject, { caseRef }] of bound as [string, { caseRef: string | null }][]) {
    expect(caseRef === null).toBe(fakes.has(subject));
  }
  expect(await national.rows('SELECT policy, percent FROM anonymisation.fake GROUP BY 1, 2')).toEqual([
    { policy: 'kz-2026-1', percent: 25 },
  ]);
});

test('a fake has the shape, the size and the attributes of real ones, and every encoding passes linkage’s checks', async () => {
  const fakes = await fakeRefs();
  const mentions = await sentOn('mention');
  const shapes = (made: boolean) =>
    mentions.filter(({ subject }) => fakes.has(subject) === made).map((sent) => shapeOf(contentOf(sent).variants));
  const real = new Set(shapes(false));
  expect(real.size).toBeGreaterThan(1);
  for (const shape of shapes(true)) expect(real).toContain(shape);
  const size = (sent: Sent) => `${shapeOf(contentOf(sent).variants)} ${sent.data?.length}`;
  const sizes = new Set(mentions.filter(({ subject }) => !fakes.has(subject)).map(size));
  for (const sent of mentions) {
    const data = contentOf(sent);
    expect(validatorFor(MentionPublished.type)(data)).toBe(true);
    expect(checkEncoding(data, new Set([1]))).toBeNull();
    expect(sizes).toContain(size(sent));
    expect([sent.version, sent.held, sent.time]).toEqual([1, false, `${data.reportedmonth}-01T00:00:00Z`]);
  }
});

test('no fake is anywhere near a real person, and most have nothing in common with anybody', async () => {
  const fakes = await fakeRefs();
  const mentions = (await sentOn('mention')).map((sent) => ({ ref: sent.subject, variants: contentOf(sent).variants }));
  const model = personPairModel();
  const bits = (variants: MentionData['variants']) =>
    variants.map(({ v, tag, seg }) => ({ v, tag, seg: seg === undefined ? null : Buffer.from(seg, 'base64') }));
  for (const made of mentions.filter(({ ref }) => fakes.has(ref))) {
    for (const other of mentions.filter(({ ref }) => !fakes.has(ref))) {
      const evidence = model.evidence(bits(made.variants), bits(other.variants));
      if (evidence.shared.length > 0) expect(model.score(evidence).mbits).toBeLessThan(model.thresholds.review);
    }
  }
});

test('corrections and withdrawals of real mentions are followed by those of fakes, withdrawals at another time', async () => {
  const before = (await sentOn('mention')).length;
  const corrected = RECORDS.slice(0, 30).map((record) => ({ ...record, surname: 'Өзгерген' }));
  await national.bulk(NGO, corrected);
  const fakes = await fakeRefs();
  const revised = (await sentOn('mention')).slice(before);
  const ofFakes = revised.filter(({ subject }) => fakes.has(subject));
  expect(revised.length - ofFakes.length).toBe(30);
  expect(Math.abs(ofFakes.length - 10)).toBeLessThanOrEqual(1);
  for (const sent of ofFakes) {
    expect([sent.version, sent.held, contentOf(sent).variants.length > 0]).toEqual([2, false, true]);
  }

  await national.bulk(
    NGO,
    RECORDS.slice(30).map((record) => ({ ...record, consents: ['ANONYMISED_STATISTICS'] })),
  );
  const atOnce = (await sentOn('mention')).slice(before + revised.length);
  expect(atOnce.filter(({ subject }) => fakes.has(subject))).toEqual([]);
  const ends = await national.rows<{ at: Date }>(
    'SELECT ends_at AS at FROM anonymisation.fake WHERE ends_at IS NOT NULL',
  );
  expect(Math.abs(ends.length - 10)).toBeLessThanOrEqual(1);
  expect(new Set(ends.map(({ at }) => at.getTime())).size).toBe(ends.length);
  const { dataSource, parts } = national;
  const start = Date.now();
  const sweep = (hours: number) =>
    inTransaction(dataSource, async (tx) =>
      parts.fakes.retractEnding(tx, await parts.encodings.current(tx), new Date(start + hours * 3_600_000)),
    );
  const soon = ends.filter(({ at }) => at.getTime() < start + 36 * 3_600_000);
  await sweep(36);
  const told = before + revised.length + atOnce.length;
  // A retraction and a tombstone each.
  expect(await sentOn('mention')).toHaveLength(told + 2 * soon.length);
  for (const hours of [73, 74]) await sweep(hours);
  const left = (await sentOn('mention')).slice(told);
  expect(left.filter(({ data }) => data !== null).map((sent) => contentOf(sent).variants)).toEqual(ends.map(() => []));
  expect(left.filter(({ data }) => data === null)).toHaveLength(ends.length);
  for (const { subject } of left) expect(fakes.has(subject)).toBe(true);
  const [standing] = await national.rows('SELECT count(*)::integer AS n FROM anonymisation.fake WHERE standing');
  expect(standing).toEqual({ n: fakes.size - ends.length });
});

test('fakes are no records, no figures, nothing that an agency or an operator sees, and not in the log', async () => {
  const fakes = await fakeRefs();
  expect(await national.rows('SELECT FROM register.episode')).toHaveLength(REAL);
  const progress = (await national.get('operator', '/v1/progress')).text;
  expect(JSON.parse(progress)).toMatchObject({ mentions: 30 });
  const told = [progress, (await national.get('figures', '/v1/figures/presumed')).text, national.log.join('\n')].join(
    '\n',
  );
  expect(told).not.toMatch(/fake|made.?up/i);
  for (const ref of fakes) expect(told).not.toContain(ref);
});

test('questions about them are declined by the service, at a later time, and shown to nobody', async () => {
  const matches = [...(await fakeRefs())].map((mentionRef) => ({ mentionRef, matchRef: randomUUID() }));
  await inTransaction(national.dataSource, async (tx) => {
    for (const match of matches) {
      await national.parts.reviews.receive.proposed(tx, { ...match, bands: [], explanation: 'OTHER' });
    }
    await national.parts.reviews.receive.proposed(tx, {
      ...{ matchRef: randomUUID(), mentionRef: randomUUID(), bands: [], explanation: 'OTHER' },
    });
  });
  const answers = await national.rows<{ subject: string; data: string; held: boolean }>(
    `SELECT subject, data, not_before > now() AS held FROM messaging.outbox WHERE topic = 'kz.review'`,
  );
  // Half of them are met with silence, as people do.
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.length).toBeLessThan(matches.length);
  const asked: readonly string[] = matches.map(({ matchRef }) => matchRef);
  for (const { subject, data, held } of answers) {
    expect([asked.includes(subject), data.includes('SAME'), held]).toEqual([true, false, true]);
  }
  for (const agency of AGENCIES) {
    const shown = (await national.get(agency, '/v1/reviews')).text;
    for (const ref of asked) expect(shown).not.toContain(ref);
  }
});

describe('no answer about a fake leaves when nobody could answer any more', () => {
  const held = () =>
    national.rows<{ subject: string; version: number; mentionRef: string; at: Date }>(
      `SELECT subject, version, data::json ->> 'mentionRef' AS "mentionRef", not_before AS at
         FROM messaging.outbox WHERE topic = 'kz.review' AND sent_at IS NULL ORDER BY seq`,
    );
  const ask = (matches: readonly { matchRef: string; mentionRef: string }[]) =>
    inTransaction(national.dataSource, async (tx) => {
      for (const match of matches) {
        await national.parts.reviews.receive.proposed(tx, { ...match, bands: [], explanation: 'OTHER' });
      }
    });
  const endsOf = async () => {
    const rows = await national.rows<{ ref: string; at: Date | null }>(
      'SELECT mention_ref AS ref, ends_at AS at FROM anonymisation.fake',
    );
    return new Map(rows.map(({ ref, at }) => [ref, at]));
  };

  const standing = async () => [...(await endsOf())].filter(([, at]) => at === null).map(([ref]) => ref);
  const many = (mentionRefs: readonly string[]) =>
    mentionRefs.flatMap((mentionRef) => Array.from({ length: 8 }, () => ({ mentionRef, matchRef: randomUUID() })));

  test('not after the question was withdrawn; put again, it is answered under the same version', async () => {
    await ask(many(await standing()));
    const before = await held();
    expect(before.length).toBeGreaterThan(0);
    const { receive } = national.parts.reviews;
    for (const { subject: matchRef, mentionRef } of before) {
      await inTransaction(national.dataSource, (tx) =>
        receive.changed(tx, { matchRef, mentionRef, outcome: 'WITHDRAWN' }),
      );
    }
    expect(await held()).toEqual([]);
    await ask(before.map(({ subject: matchRef, mentionRef }) => ({ matchRef, mentionRef })));
    const anew = await held();
    expect(anew.length).toBeGreaterThan(0);
    expect(new Set(anew.map(({ version }) => version))).toEqual(new Set([1]));
  });

  test('not after it was taken back, whether its end was settled before the question or after it', async () => {
    const before = await standing();
    await ask(many(before));
    await national.bulk(
      NGO,
      RECORDS.slice(0, 30).map((record) => ({ ...record, surname: 'Өзгерген', consents: ['ANONYMISED_STATISTICS'] })),
    );
    const ends = await endsOf();
    const ending = before.filter((ref) => ends.get(ref) !== null);
    expect(ending.length).toBeGreaterThan(0);
    await ask(many(ending));
    const late = (await held()).filter(({ mentionRef, at }) => at > (ends.get(mentionRef) ?? at));
    expect(late).toEqual([]);
  });
});

test('the share is kept to within one at every moment, and no place among the real ones is certain', () => {
  const random = new SeededRandom(SEED);
  for (const percent of [0, 10, 25, 50]) {
    let debt = { act: 'PUBLISHED', turns: 0, owed: 0 } as const as Parameters<typeof fallDue>[1];
    let [real, made] = [0, 0];
    const places = new Map<number, number>();
    while (real < 1_200) {
      const due = fallDue(KEY, debt, random.integer(1, 9), percent);
      for (const count of due.counts) {
        real += 1;
        made += count;
        if (count > 0) places.set(real % 3, (places.get(real % 3) ?? 0) + 1);
        expect(Math.abs(made - (real * percent) / (100 - percent))).toBeLessThanOrEqual(1 + 1e-6);
      }
      debt = due.debt;
    }
    if (percent === 25) for (const place of [0, 1, 2]) expect(places.get(place)).toBeGreaterThan(60);
  }
});

test('the same key, number and shape make the same person; another key another one; shapes are kept', () => {
  const encoder = createPersonEncoder(Buffer.alloc(32, 7), 1);
  const records: readonly PersonMention[] = generateCorpus({ seed: SEED + 1, persons: 300 }).records;
  records.forEach((record, i) => {
    const shape = shapeOf(encoder.encode(record, String(i)));
    const made = { country: 'UZ', number: i, shape, month: '2024-03', corrections: 0, attempt: 0 } as const;
    const person = madeUpPerson(KEY, made);
    expect(madeUpPerson(KEY, made)).toEqual(person);
    expect(shapeOf(encoder.encode(person, 'x'))).toBe(shape);
  });
  const made = { country: 'UZ', number: 1, shape: '1112211111', month: '2024-03', corrections: 0, attempt: 0 } as const;
  expect(madeUpPerson(Buffer.alloc(32, 6), made)).not.toEqual(madeUpPerson(KEY, made));
});
