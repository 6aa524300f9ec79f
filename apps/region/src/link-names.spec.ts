import { namesOf } from './link-names.js';

const record = (organisation: string, record_id: string) => ({ organisation, record_id });

test('a record is named by its id alone, and with its organisation where another one uses the same id', () => {
  const records = [record('KZ-NGO-01', 'KZ-A001'), record('KZ-NGO-01', 'KZ-B001'), record('KZ-MVD-01', 'KZ-A001')];
  expect(records.map(namesOf(records))).toEqual(['KZ-NGO-01/KZ-A001', 'KZ-B001', 'KZ-MVD-01/KZ-A001']);
});

test('a record that stands in the list twice is still one', () => {
  const records = [record('KZ-NGO-01', 'KZ-A001'), record('KZ-NGO-01', 'KZ-A001')];
  expect(records.map(namesOf(records))).toEqual(['KZ-A001', 'KZ-A001']);
});
