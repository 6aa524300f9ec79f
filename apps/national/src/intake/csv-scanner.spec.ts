import fc from 'fast-check';
import { CsvScanner, type Scanned } from './csv-scanner.js';

const START = /^[A-Z]{2}-\d+,/;

function scan(text: string, width: number | undefined, pieces: readonly number[] = []): Scanned[] {
  const scanner = new CsvScanner((line) => START.test(line));
  if (width !== undefined) scanner.expect(width, (line) => START.test(line));
  const scanned: Scanned[] = [];
  const drain = () => {
    for (let row = scanner.next(); row !== undefined; row = scanner.next()) scanned.push(row);
  };
  let at = 0;
  for (const length of pieces) {
    scanner.push(text.slice(at, at + length));
    at += length;
    drain();
  }
  scanner.push(text.slice(at));
  scanner.end();
  drain();
  return scanned;
}

describe('the scanner of CSV', () => {
  it('gives back every table, however it was cut into pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ё', '"', ',', ';', '\r', '\n', '\r\n', ' ', '|') });
    const rows = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 999 }).map((n) => `KZ-${n}`),
        cell,
        cell,
      ),
      { maxLength: 8 },
    );
    const breaks = fc.constantFrom('\n', '\r\n');
    const dividers = fc.constantFrom(',', ';');
    const pieces = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 });
    fc.assert(
      fc.property(rows, dividers, breaks, pieces, (data, divider, lineBreak, cuts) => {
        const table = [['one', 'two', 'three'], ...data];
        const text = table.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(divider)).join(lineBreak);
        const cells = scan(text, 3, cuts).map((row) => ('cells' in row ? row.cells : row.broken));
        expect(cells).toEqual(table);
      }),
    );
  });

  it('loses no good line to a broken one before it', () => {
    const junk = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '""', ' ') });
    const pieces = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 40 });
    fc.assert(
      fc.property(junk, pieces, (broken, cuts) => {
        const text = `KZ-1,a,b\nKZ-2,"${broken}"x,c\nKZ-3,"d, ""e""",f\nKZ-4,g,h\n`;
        const good = scan(text, 3, cuts).flatMap((row) =>
          'cells' in row && row.cells.length === 3 ? [row.cells] : [],
        );
        expect(good).toContainEqual(['KZ-1', 'a', 'b']);
        expect(good).toContainEqual(['KZ-3', 'd, "e"', 'f']);
        expect(good).toContainEqual(['KZ-4', 'g', 'h']);
      }),
    );
  });

  it('counts physical lines', () => {
    expect(scan('KZ-1,"a\nb"\n\nKZ-2,c\n', 2).map(({ line }) => line)).toEqual([1, 4]);
  });

  it('counts the lines of broken records the same, however they were cut into pieces', () => {
    const text = 'KZ-1,"a"x\r\ny\r\nKZ-2,b\r\n';
    for (let cut = 1; cut < text.length; cut += 1) {
      expect([cut, scan(text, 2, [cut]).map(({ line }) => line)]).toEqual([cut, [1, 3]]);
    }
  });

  it('ends a record that never ends', () => {
    const endless = `KZ-1,"${'x\n'.repeat(100_000)}`;
    expect(scan(`${endless}\nKZ-2,a\n`, 2, [150_000])).toEqual([
      { line: 1, broken: 'too-large' },
      { line: 100_002, cells: ['KZ-2', 'a'] },
    ]);
  });

  it('counts an endless line once, and begins no record in the middle of it', () => {
    const endless = `KZ-1,"${'x'.repeat(200_000)}`;
    const [inTheMiddle, end] = ['KZ-2,a', `${'x'.repeat(200_000)}"`];
    expect(scan(`${endless}${inTheMiddle}${end}\nKZ-3,b\n`, 2, [endless.length, 150_000])).toEqual([
      { line: 1, broken: 'too-large' },
      { line: 2, cells: ['KZ-3', 'b'] },
    ]);
  });
});
