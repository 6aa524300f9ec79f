import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import wabt from 'wabt';
import { FILTER_BYTES, FilterScan } from './filter-scan.js';
import { SCAN_KERNEL } from './scan-kernel.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`scan: fast-check seed ${seed} (FC_SEED)\n`));

const filter = fc.oneof(
  fc.uint8Array({ minLength: FILTER_BYTES, maxLength: FILTER_BYTES }),
  fc.constant(new Uint8Array(FILTER_BYTES)),
  fc.constant(new Uint8Array(FILTER_BYTES).fill(255)),
);
const bits = (bytes: Uint8Array) => [...bytes].reduce((sum, b) => sum + b.toString(2).replaceAll('0', '').length, 0);
const both = (a: Uint8Array, b: Uint8Array) => bits(a.map((byte, i) => byte & (b[i] ?? 0)));

function scanOf(filters: readonly Uint8Array[], capacity = filters.length): FilterScan {
  const scan = new FilterScan(capacity);
  for (const each of filters) scan.add(each);
  return scan;
}

function hitsOf(scan: FilterScan, query: Uint8Array, permille: number, from = 0): [number, number][] {
  const hits: [number, number][] = [];
  scan.similar(query, permille, (index, dice) => hits.push([index, dice]), from);
  return hits;
}

test('the committed module is the assembled source', async () => {
  const { parseWat } = await wabt();
  const source = readFileSync(new URL('./scan-kernel.wat', import.meta.url), 'utf8');
  const { buffer } = parseWat('scan-kernel.wat', source, { simd: true }).toBinary({});
  expect(Buffer.from(buffer).equals(SCAN_KERNEL)).toBe(true);
});

test('finds exactly the filters at or above the threshold, with their similarity', () => {
  const cases = fc.record({
    filters: fc.array(filter, { minLength: 1, maxLength: 40 }),
    query: filter,
    permille: fc.integer({ min: 0, max: 1000 }),
    from: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(cases, ({ filters, query, permille, from }) => {
      const expected = filters.flatMap((each, index): [number, number][] => {
        const [shared, sum] = [both(each, query), bits(each) + bits(query)];
        if (index < from || 2000 * shared < permille * sum) return [];
        return [[index, sum === 0 ? 0 : Math.floor((2000 * shared) / sum)]];
      });
      expect(hitsOf(scanOf(filters), query, permille, from)).toEqual(expected);
    }),
    { seed, numRuns: 200 },
  );
});

test('more filters than one call of the kernel takes', () => {
  const wanted = new Uint8Array(FILTER_BYTES).fill(0b10101010);
  const other = new Uint8Array(FILTER_BYTES).fill(0b01010101);
  const places = [0, 4_095, 4_096, 9_999];
  const scan = scanOf(Array.from({ length: 10_000 }, (_, i) => (places.includes(i) ? wanted : other)));
  expect(hitsOf(scan, wanted, 900)).toEqual(places.map((place) => [place, 1000]));
});

test('a filter of another length, one too many, and an impossible capacity are refused', () => {
  const scan = scanOf([new Uint8Array(FILTER_BYTES)]);
  expect(scan.size).toBe(1);
  expect(() => scan.add(new Uint8Array(FILTER_BYTES))).toThrow('full');
  expect(() => new FilterScan(2).add(new Uint8Array(3))).toThrow(RangeError);
  expect(() => scan.similar(new Uint8Array(3), 1, () => undefined)).toThrow(RangeError);
  expect(() => new FilterScan(0)).toThrow(RangeError);
  expect(() => new FilterScan(2 ** 31)).toThrow(RangeError);
});
