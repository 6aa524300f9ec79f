import { Comparator } from '../compare/comparator.js';
import { EncodedRecords } from '../compare/encoded-file.js';
import { EXACT_RARE, EXACT, DATE_LEVELS, ORIENTATION, SIMILARITY_BANDS } from '../compare/levels.js';
import { parseSchema } from '../schema/parse-schema.js';
import { formsOf } from '../schema/forms.js';
import { planOf } from '../schema/plan.js';
import { createRecordEncoder } from './record-encoder.js';

const plan = planOf(
  parseSchema({
    ...{ version: 1, model: 'generic-1', id: 'id' },
    attributes: [
      { column: 'given', kind: 'given-name' },
      { column: 'surname', kind: 'surname' },
      { column: 'born', kind: 'date' },
      { column: 'town', kind: 'place' },
    ],
  }),
);
const encoderOf = (key = 7, purpose = 'GENERAL', epoch = 1) =>
  createRecordEncoder(plan, { key: new Uint8Array(32).fill(key), purpose, epoch });
type Cells = readonly [string, string, string, string];

function formsOfCells(cells: Cells) {
  return plan.attributes.map(({ attribute }, x) => {
    const form = formsOf(attribute, cells[x] ?? '');
    return form === 'unreadable' ? null : form;
  });
}

function recordsOf(cells: Cells): EncodedRecords {
  const variants = encoderOf().encode(formsOfCells(cells));
  const records = new EncodedRecords(1, plan.recipes.length, plan.attributes.length, plan.layout);
  const [tags, segments] = [variants.map(({ tag }) => tag), variants.map(({ seg }) => seg)].map((b) =>
    Buffer.concat(b),
  );
  const mask = variants.reduce((sum, { recipe }) => sum + 2 ** recipe, 0);
  const none = Buffer.alloc(0);
  records.add({ id: 'x', source: '', mask, tags: tags ?? none, segments: segments ?? none, rarity: new Uint8Array(4) });
  return records;
}

/** Levels of two records, and how many of their tags agree. */
function compared(a: Cells, b: Cells) {
  const [left, right] = [recordsOf(a), recordsOf(b)];
  let mask = 0;
  plan.recipes.forEach((_, r) => {
    if (left.tags[r] !== 0n && left.tags[r] === right.tags[r]) mask |= 1 << r;
  });
  const levels = new Uint8Array(5);
  if (mask !== 0) new Comparator(plan, left, right).compare(0, 0, mask, levels, 0);
  return { mask, levels: [...levels] };
}

const ANNA: Cells = ['Anna', 'Hofmeister', '1961-03-07', 'Arnsberg'];
const LAST_BAND = EXACT + 1 + SIMILARITY_BANDS.length;

test('equal values meet under every tag and agree in every column', () => {
  const { mask, levels } = compared(ANNA, ['ANNA ', 'hof-meister', '1961-03-07', 'arns berg']);
  expect(mask).toBe(2 ** plan.recipes.length - 1);
  expect(levels).toEqual([EXACT_RARE, EXACT_RARE, EXACT, EXACT, ORIENTATION.straight]);
});

test('a typing error lowers its column alone', () => {
  const [given, surname = 0, born, town] = compared(ANNA, ['Anna', 'Hofmiester', '1961-03-07', 'Arnsberg']).levels;
  expect([given, born, town]).toEqual([EXACT_RARE, EXACT, EXACT]);
  expect(surname).toBeGreaterThan(EXACT);
  expect(surname).toBeLessThan(LAST_BAND);
});

test.each([
  ['1961-03-08', DATE_LEVELS.oneDigit],
  ['1961-07-03', DATE_LEVELS.sameDigits],
  ['1961-12-24', DATE_LEVELS.sameYear],
  ['1948-03-07', DATE_LEVELS.twoDigits],
  ['2075-03-07', DATE_LEVELS.sameMonthDay],
])('a date of 1961-03-07 against %s', (born, level) => {
  expect(compared(ANNA, ['Anna', 'Hofmeister', born, 'Arnsberg']).levels[2]).toBe(level);
});

test('swapped names are put right before they are compared', () => {
  expect(compared(ANNA, ['Hofmeister', 'Anna', '1961-03-07', 'Arnsberg']).levels).toEqual([
    ...[EXACT_RARE, EXACT_RARE, EXACT, EXACT, ORIENTATION.swapped],
  ]);
});

test('an absent value says nothing', () => {
  expect(compared(ANNA, ['Anna', '', '1961-03-07', '']).levels.slice(1, 4)).toEqual([0, EXACT, 0]);
});

test('under another key, purpose or epoch no tag meets', () => {
  const tagsOf = (encoder: ReturnType<typeof encoderOf>) =>
    encoder.encode(formsOfCells(ANNA)).map(({ tag }) => tag.toString('hex'));
  const own = new Set(tagsOf(encoderOf()));
  expect(own.size).toBe(plan.recipes.length);
  for (const other of [encoderOf(8), encoderOf(7, 'SUBJECT'), encoderOf(7, 'GENERAL', 2)]) {
    expect(tagsOf(other).filter((tag) => own.has(tag))).toEqual([]);
  }
});

test('strangers share no tag', () => {
  expect(compared(ANNA, ['Bruno', 'Castorf', '1974-11-30', 'Celle']).mask).toBe(0);
});
