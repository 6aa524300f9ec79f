import { FIGURE_TABLE_NAMES, UuidSchema } from '#contracts';
import { cellsFit, cellsOf, filledCells, notReported } from './figure-cells.js';
import { figuresPeriod } from './figures-period.js';
import { shownCells } from './shown-figures.js';
import { attestationRef, figuresRef } from './figures-ref.js';

test.each([
  ['2024', '2024-01-01', '2025-01-01', 12],
  ['2024-Q1', '2024-01-01', '2024-04-01', 3],
  ['2023-Q4', '2023-10-01', '2024-01-01', 3],
])('period %s is the days from %s to before %s', (name, firstDay, nextDay, months) => {
  const period = figuresPeriod(name);
  expect(period).toMatchObject({ firstDay, nextDay });
  expect(period?.months).toHaveLength(months);
});

test.each(['2024-Q5', '2024-01', '24', '1989', ''])('"%s" is no period', (name) => {
  expect(figuresPeriod(name)).toBeUndefined();
});

test('country, table and period each give another subject, in the layout of every subject', () => {
  const refs = [
    figuresRef('KZ', 'SHELTERED', '2024'),
    figuresRef('UZ', 'SHELTERED', '2024'),
    figuresRef('KZ', 'RETURNS', '2024'),
    figuresRef('KZ', 'SHELTERED', '2024-Q1'),
    attestationRef('KZ', '2024'),
    attestationRef('KZ', '2024-Q1'),
  ];
  expect(new Set(refs).size).toBe(refs.length);
  for (const ref of refs) expect(ref).toMatch(new RegExp(UuidSchema.pattern ?? ''));
  expect(figuresRef('KZ', 'SHELTERED', '2024')).toBe(refs[0]);
});

test.each(FIGURE_TABLE_NAMES)('%s: filled and not reported cells fit, each once', (table) => {
  expect(cellsOf(table).length).toBeLessThanOrEqual(512);
  expect(cellsFit(table, filledCells(table, []))).toBe(true);
  expect(cellsFit(table, notReported(table))).toBe(true);
});

test.each([
  ['a code of another list', 'SHELTERED', [{ codes: ['FEMALE'], value: 1 }]],
  ['a code too few', 'ASSISTED_BY_SERVICE', [{ codes: [], value: 1 }]],
  ['codes in another order', 'CONSENTS', [{ codes: ['GIVEN', 'RESEARCH'], value: 1 }]],
  [
    'a cell that stands twice',
    'SHELTERED',
    [
      { codes: [], value: 1 },
      { codes: [], value: 1 },
    ],
  ],
] as const)('%s does not fit', (_, table, cells) => {
  expect(
    cellsFit(
      table,
      cells.map(({ codes, value }) => ({ codes: [...codes], value })),
    ),
  ).toBe(false);
});

describe('what readers see of a cell', () => {
  const one = (value: number | 'SUPPRESSED' | 'NOT_REPORTED') => [{ codes: [], value }];
  const confirmed = { complete: true, zeroConfirmed: true };
  test.each([
    ['never published', undefined, null, 'NOT_REPORTED'],
    ['a number, attested or not', { cells: one(3), attested: null }, 3, null],
    ['a zero that nobody attested', { cells: one(0), attested: null }, null, 'NOT_REPORTED'],
    [
      'a zero, attested but not confirmed',
      { cells: one(0), attested: { ...confirmed, zeroConfirmed: false } },
      null,
      'NOT_REPORTED',
    ],
    ['a zero that an officer confirmed', { cells: one(0), attested: confirmed }, 0, 'ZERO_CONFIRMED'],
    ['no cell, confirmed', { cells: [], attested: confirmed }, 0, 'ZERO_CONFIRMED'],
    ['a marker, whatever was attested', { cells: one('SUPPRESSED'), attested: confirmed }, null, 'SUPPRESSED'],
  ] as const)('%s', (_, published, value, marker) => {
    expect(shownCells('SHELTERED', published)).toEqual([{ codes: [], value, marker }]);
  });
});
