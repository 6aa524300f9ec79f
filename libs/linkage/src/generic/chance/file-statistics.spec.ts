import { createRecordEncoder } from '../encode/record-encoder.js';
import { formsOf } from '../schema/forms.js';
import { parseSchema } from '../schema/parse-schema.js';
import { planOf } from '../schema/plan.js';
import { FileStatistics } from './file-statistics.js';

const TOWNS = ['Arnsberg', 'Bergen', 'Celle', 'Dorsten', 'Erfurt', 'Fulda', 'Gotha', 'Husum', 'Iserlohn', 'Jena'];
const RECORDS = 200;
const plan = planOf(
  parseSchema({
    ...{ version: 1, model: 'generic-1', id: 'id' },
    attributes: [
      { column: 'town', kind: 'place' },
      { column: 'born', kind: 'date' },
    ],
  }),
);

/** What a source measures of people in ten towns, under a key of its own. */
function measured(key: number, order = Array.from({ length: RECORDS }, (_, i) => i)) {
  const statistics = new FileStatistics(plan);
  for (const i of order) {
    const cells = [TOWNS[i % TOWNS.length] ?? '', `${1950 + (i % 50)}-01-01`];
    const forms = plan.attributes.map(({ attribute }, x) => formsOf(attribute, cells[x] ?? ''));
    statistics.add(
      `r${i}`,
      forms.map((form) => (form === 'unreadable' ? null : form)),
    );
  }
  const scope = { key: new Uint8Array(32).fill(key), purpose: 'GENERAL', epoch: 1 };
  return statistics.chance(createRecordEncoder(plan, scope));
}

const shares = (levels: readonly number[] = []) => levels.map((n) => n / levels.reduce((sum, m) => sum + m, 0));

test('of a few towns no key makes some bands of similarity common and others impossible', () => {
  const keys = [1, 2, 3, 4].map((key) => shares(measured(key).levels[0]));
  const furthest = keys[0]?.map((_, level) => {
    const of = keys.map((levels) => levels[level] ?? 0);
    return Math.max(...of) - Math.min(...of);
  });
  expect(Math.max(...(furthest ?? [1]))).toBeLessThan(0.03);
});

test('equal values are counted over the whole file, whatever the order of its rows', () => {
  const chance = measured(1);
  expect(chance.records).toBe(RECORDS);
  expect(chance.equal[0]).toBeCloseTo((RECORDS / TOWNS.length - 1) / (RECORDS - 1), 9);
  expect(measured(1, [...Array(RECORDS).keys()].reverse())).toEqual(chance);
});
