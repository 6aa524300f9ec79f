import { CsvText, type Scanned } from './csv-text.js';

/** Everything that is scanned of these pieces, as they come. */
function scanned(...pieces: readonly string[]): Scanned[][] {
  const text = new CsvText();
  const all = (ended: boolean): Scanned[] => {
    const rows: Scanned[] = [];
    for (let row = text.next(ended); row !== undefined; row = text.next(ended)) rows.push(row);
    return rows;
  };
  return pieces.map((piece, i) => {
    text.push(piece);
    return all(i === pieces.length - 1);
  });
}

const LONG = 'x'.repeat(200_000);
const ENDLESS = 'it has more than 131072 characters';

test('records of several lines, quotes and empty cells, wherever the pieces end', () => {
  const file = 'a,"b\r\nb",\r\n"say ""x""",,c\n\nlast';
  const whole = [
    { line: 1, cells: ['a', 'b\r\nb', ''] },
    { line: 3, cells: ['say "x"', '', 'c'] },
    { line: 5, cells: ['last'] },
  ];
  expect(scanned(file).flat()).toEqual(whole);
  expect(scanned(...file).flat()).toEqual(whole);
});

test('a line without an end is told of as soon as it is too long, kept no longer, and costs no other line', () => {
  const [first, second, third] = scanned(`a,b\n${LONG}`, LONG, `${LONG}\nc,d\n`);
  expect(first).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, reason: ENDLESS },
  ]);
  expect(second).toEqual([]);
  expect(third).toEqual([{ line: 3, cells: ['c', 'd'] }]);
});

test('a quote that is not closed costs its first line, also where that line goes on in the next piece', () => {
  const [first, second] = scanned(`"a,${LONG}`, `${LONG}\r\nc,d\r\n`);
  expect(first).toEqual([{ line: 1, reason: 'a quote is not closed' }]);
  expect(second).toEqual([{ line: 2, cells: ['c', 'd'] }]);
});

test('a line break that two pieces share is one', () => {
  expect(scanned(LONG, 'x\r', '\nc,d').flat()).toEqual([
    { line: 1, reason: ENDLESS },
    { line: 2, cells: ['c', 'd'] },
  ]);
});
