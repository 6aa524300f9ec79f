import { createPersonEncoder } from '../encode/encoder.js';
import type { PersonMention } from '../encode/person-mention.js';
import { comparable } from './comparable.js';
import { knowledgeOf } from './knowledge.js';
import { PERSON_MODEL } from './models/person-1.js';
import { modelHash, posteriorPpm } from './model.js';
import { evidenceOf, levelName, PERSON_COMPARISONS } from './person-evidence.js';
import { scorePair } from './score-pair.js';

const encoder = createPersonEncoder(Buffer.alloc(32, 7), 1);
const GULNOZA: PersonMention = {
  ...{ givenName: 'Гулноза', patronymic: 'Шавкат қизи', surname: 'Султонова', aliases: [] },
  ...{ birthDate: '1997-04-21', birthPlace: 'Ташкент', birthAdmin1: 'UZ-TK', citizenship: 'UZ', sex: 'FEMALE' },
  ...{ documentNo: null, nationalId: null, phone: null, handle: null },
};
const mention = (person: Partial<PersonMention>, nonce: string) =>
  comparable(encoder.encode({ ...GULNOZA, ...person }, nonce));
const compare = (one: Partial<PersonMention>, other: Partial<PersonMention>) => {
  const [a, b] = [mention(one, 'a'), mention(other, 'b')];
  const evidence = evidenceOf(a, b);
  expect(evidenceOf(b, a)).toEqual(evidence);
  const levels = Object.fromEntries(PERSON_COMPARISONS.map((part) => [part.name, levelName(evidence, part)]));
  return { ...levels, score: scorePair(PERSON_MODEL, evidence) };
};

test('spellings of one person are counted as one; her twin is not, and is marked', () => {
  const same = compare({}, { givenName: 'Gulnoza', patronymic: 'Shavkat qizi', surname: 'Sultonova' });
  expect(same.score.mbits).toBeGreaterThan(PERSON_MODEL.thresholds.statistical);
  const twin = compare({}, { givenName: 'Дилрабо' });
  expect(twin.score.mbits).toBeLessThan(PERSON_MODEL.thresholds.statistical);
  expect(twin.score.lookalike).toBe('TWINS');
});

test('what one side does not know counts nothing, although its place is filled', () => {
  const { score, ...levels } = compare(
    {},
    { patronymic: null, birthPlace: null, birthAdmin1: null, citizenship: null },
  );
  expect(levels).toMatchObject({
    patronymic: 'ABSENT',
    birthPlace: 'ABSENT',
    citizenship: 'ABSENT',
    document: 'ABSENT',
  });
  expect(score.terms[1]).toBe(0);
});

test.each([
  [
    'swapped columns',
    { givenName: 'Ким', surname: 'Дина' },
    { givenName: 'Дина', surname: 'Ким' },
    'givenName',
    'OTHER_COLUMN',
  ],
  ['maiden name', {}, { surname: 'Каримова', aliases: ['Султонова'] }, 'surname', 'OTHER_NAME'],
  ['day and month', { birthDate: '1997-04-11' }, { birthDate: '1997-11-04' }, 'birthDate', 'SWAPPED_DAY_AND_MONTH'],
  ['a year off', {}, { birthDate: '1999-04-21' }, 'birthDate', 'YEAR_OFF_1_TO_3'],
  ['one coarse date', {}, { birthDate: '1997-01-01' }, 'birthDate', 'SAME_YEAR_ONE_COARSE'],
  ['other place, same region', {}, { birthPlace: 'Чирчик' }, 'birthPlace', 'OTHER_PLACE_SAME_REGION'],
  ['one number', { documentNo: 'AA2125161' }, { documentNo: 'АА 2125161' }, 'document', 'SAME'],
  ['a digit of a number', { documentNo: 'AA1274563' }, { documentNo: 'AA1274593' }, 'document', 'ONE_END_SAME'],
  [
    'numbers of two countries',
    { nationalId: '42104975550123' },
    { nationalId: '970421456539' },
    'nationalId',
    'OTHER_COUNTRY',
  ],
] as const)('evidence: %s', (_, one, other, name, level) => {
  expect(compare(one, other)).toMatchObject({ [name]: level });
});

test.each([
  ['a marriage', {}, { surname: 'Каримова' }, 'patronymicWithSurname', 'SAME+DIFFERENT'],
  ['a surname alone', {}, { patronymic: null }, 'patronymicWithSurname', 'ABSENT+SAME'],
  ['a name and a year', {}, { birthDate: '1997' }, 'givenNameWithBirthDate', 'SAME+YEAR'],
  ['a father and a slip of the day', {}, { birthDate: '1997-04-22' }, 'patronymicWithBirthDate', 'SAME+SLIP'],
  ['twins of one father', {}, { givenName: 'Дилрабо' }, 'patronymicWithLookalike', 'SAME+TWINS'],
] as const)('evidence of two comparisons together: %s', (_, one, other, name, level) => {
  expect(compare(one, other)).toMatchObject({ [name]: level });
});

test.each([
  ['DAY_AND_ORIGIN', {}, {}],
  ['DAY', { birthPlace: null, birthAdmin1: null, citizenship: null }, {}],
  ['ORIGIN', { birthDate: '1997' }, { birthPlace: null, birthAdmin1: null }],
  ['NEITHER', { birthDate: null, citizenship: null }, { birthPlace: null, birthAdmin1: null }],
] as const)('what is known of a pair: %s', (known, one, other) => {
  expect(knowledgeOf(evidenceOf(mention(one, 'a'), mention(other, 'b')))).toBe(known);
});

test('a score is the prior and its terms, in whole thousandths of a bit', () => {
  const { score } = compare({}, { surname: 'Каримова', birthDate: '1997' });
  expect(score.terms).toHaveLength(PERSON_COMPARISONS.length);
  expect(score.terms.reduce((sum, term) => sum + term, PERSON_MODEL.prior)).toBe(score.mbits);
  expect(score.terms.every(Number.isInteger)).toBe(true);
});

test('another sex with another birth date is a conflict, a mistyped sex alone is none', () => {
  expect(compare({}, { sex: 'MALE' }).score.conflict).toBe(false);
  expect(compare({}, { sex: 'MALE', birthDate: '1997-08-02' }).score.conflict).toBe(true);
});

test('birth dates far apart are a conflict unless a number is the same: a passport or a national number outweighs them', () => {
  const far = { birthDate: '1988-04-21' };
  expect(compare({}, far).score.conflict).toBe(true);
  expect(compare({ documentNo: 'AA2125161' }, { ...far, documentNo: 'AA1274563' }).score.conflict).toBe(true);
  for (const number of [{ documentNo: 'AA2125161' }, { nationalId: '42104975550123' }]) {
    expect(compare(number, { ...number, ...far }).score.conflict).toBe(false);
  }
});

test('the frozen model: its hash, a weight for each level, a rising posterior, rising thresholds', () => {
  expect(modelHash(PERSON_MODEL)).toBe('19f79f621a8aa3e49ecf212d1447b8e7b234ebf6fc1711996711a491b1445dc6');
  for (const { name, levels } of PERSON_COMPARISONS) {
    expect(Object.keys(PERSON_MODEL.weights[name] ?? {})).toEqual(levels.slice(1));
  }
  const { keep, review, statistical } = PERSON_MODEL.thresholds;
  expect([keep, review, statistical]).toEqual([keep, review, statistical].sort((a, b) => a - b));
  for (const steps of Object.values(PERSON_MODEL.calibration)) {
    expect(steps.flat().every(Number.isInteger)).toBe(true);
    for (const part of [0, 1] as const) {
      const rising = steps.map((step) => step[part]);
      expect(rising).toEqual([...rising].sort((a, b) => a - b));
    }
  }
  const evidence = evidenceOf(mention({}, 'a'), mention({}, 'b'));
  expect(posteriorPpm(PERSON_MODEL, evidence, statistical)).toBeGreaterThan(
    posteriorPpm(PERSON_MODEL, evidence, review),
  );
});
