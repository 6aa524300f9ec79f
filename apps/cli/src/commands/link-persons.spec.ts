import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../run-cli.js';
import { commands } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'kerege-link-persons-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const at = (name: string) => join(folder, name);
const write = (name: string, content: unknown) => {
  writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
  return at(name);
};

async function kerege(...args: string[]) {
  const said: string[] = [];
  const code = await runCli(commands, args, { env: {}, print: () => undefined, say: (line) => said.push(line) });
  return { code, said: said.join('\n') };
}

const link = (...args: string[]) => kerege('link', ...args.map((arg) => (/^-|^[\d.]+$/.test(arg) ? arg : at(arg))));

function rowsOf(file: string): string[][] {
  return readFileSync(at(file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
}

describe('persons of the region', () => {
  const rows = ['Султанова,Гульноза,1997-04-21,FEMALE,Ташкент', 'Каримов,Азиз,1984-06-14,MALE,Ош'];
  const latin = ['Sultanova,Gulnoza,1997-04-21,FEMALE,Tashkent', 'Nazarov,Bobur,1990-02-11,MALE,Osh'];
  const persons = (of: readonly string[], prefix: string) =>
    ['id,surname,given,born,sex,place', ...of.map((row, i) => `${prefix}${i},${row}`)].join('\n');
  const columns = { surname: 'surname', givenName: 'given', birthDate: 'born', sex: 'sex', birthPlace: 'place' };

  test('are linked across scripts by the frozen model, between sources', async () => {
    write('person.json', { version: 1, model: 'person-1', id: 'id', columns });
    await kerege('key', '--out', at('victims'), '--purpose', 'VICTIM');
    for (const [source, of] of [['kz', rows] as const, ['uz', latin] as const]) {
      write(`${source}.csv`, persons(of, source));
      const files = ['--in', at(`${source}.csv`), '--out', at(`${source}.ndjson`), '--source', source];
      const done = await kerege('encode', '--schema', at('person.json'), '--key-file', at('victims'), ...files);
      expect(done).toMatchObject({ code: 0 });
    }
    const sides = ['--left', 'kz.ndjson', '--left', 'uz.ndjson', '--between-sources'];
    expect(await link(...sides, '--out', 'pairs.csv', '--clusters', 'clusters.csv')).toMatchObject({ code: 0 });
    expect(
      rowsOf('pairs.csv')
        .slice(1)
        .map(([a, b]) => [a, b]),
    ).toEqual([['kz0', 'uz0']]);
    expect(rowsOf('clusters.csv').length).toBe(5);
  });

  test('of one identifier on both sides give no clusters', async () => {
    write('same.csv', persons(latin, 'kz'));
    const files = ['--in', at('same.csv'), '--out', at('same.ndjson'), '--source', 'UZ'];
    await kerege('encode', '--schema', at('person.json'), '--key-file', at('victims'), ...files);
    const sides = ['--left', 'kz.ndjson', '--right', 'same.ndjson'];
    expect(await link(...sides, '--out', 'p.csv', '--clusters', 'c.csv')).toMatchObject({
      ...{ code: 1, said: expect.stringContaining('kz0 occurs on both sides') as unknown },
    });
    expect(await link(...sides, '--out', 'p.csv')).toMatchObject({ code: 0 });
    expect(rowsOf('p.csv').length).toBe(2);
  });

  test('whose encodings are malformed are told with line and reason, and left out', async () => {
    const [header = '', first = '', ...others] = readFileSync(at('uz.ndjson'), 'utf8').trim().split('\n');
    type Encoded = { id: string; variants: { v: string; tag: string; seg?: string }[] };
    const damaged = (id: string, change: (encoded: Encoded) => void) => {
      const encoded = JSON.parse(first) as Encoded;
      encoded.id = id;
      change(encoded);
      return JSON.stringify(encoded);
    };
    const full = Buffer.alloc(128, 0xff).toString('base64');
    const lines = [
      damaged('ones', ({ variants }) => variants.forEach((each) => each.seg !== undefined && (each.seg = full))),
      damaged('unknown', ({ variants }) => variants.push({ v: 'ZZ', tag: '0'.repeat(16), seg: full })),
      damaged('fewer', ({ variants }) => variants.splice(0, variants.length, ...variants.slice(0, 1))),
      damaged('none', (encoded) => (encoded.variants = [])),
      damaged('short', ({ variants }) => variants.forEach((each) => each.seg !== undefined && (each.seg = 'AAAA'))),
      damaged('tag', ({ variants }) => variants.forEach((each) => (each.tag = 'x'))),
      'null',
      '{',
    ];
    const records = 1 + others.length + lines.length;
    const counted = JSON.stringify({ ...(JSON.parse(header) as object), records });
    write('harm.ndjson', [counted, ...lines, first, ...others].join('\n'));
    const { code, said } = await link('--left', 'kz.ndjson', '--right', 'harm.ndjson', '--out', 'p.csv');
    expect(code).toBe(0);
    const reasons = said
      .split('\n')
      .flatMap((line) => /line (\d+) is refused: .*\((.*)\)$/.exec(line)?.slice(1).join() ?? []);
    expect(reasons).toEqual([
      ...['2,encoding-segment-weight', '3,encoding-variant-unknown', '4,encoding-variant-missing', '5,no variants'],
      ...['6,encoding-segment-length', '7,no variants', '8,no JSON object', '9,no JSON object'],
    ]);
    expect(said).toContain('8 encodings were refused');
    expect(
      rowsOf('p.csv')
        .slice(1)
        .map(([a, b]) => [a, b]),
    ).toEqual([['kz0', 'uz0']]);
  });

  test('show how far the comparison is, and what more records of one source share than are compared', async () => {
    const many = Array.from({ length: 501 }, (_, i) => `Каримов${i},Азиз,1984-06-14,MALE,Ош`);
    write('many.csv', persons(many, 'm'));
    const files = ['--in', at('many.csv'), '--out', at('many.ndjson'), '--source', 'KZ'];
    await kerege('encode', '--schema', at('person.json'), '--key-file', at('victims'), ...files);
    const { code, said } = await link('--left', 'many.ndjson', '--left', 'uz.ndjson', '--out', 'p.csv');
    expect(code).toBe(0);
    expect(said).toContain('compare: 100 %');
    expect(said).toMatch(/\d+ tags were left out for a source of which more than 500 records share them/);
  });

  test('whose birth dates cannot be read are told by line, without what stands there', async () => {
    write('dates.csv', persons(['Каримов,Азиз,14.06.1984,MALE,Ош', 'Назаров,Бобур,1990~,MALE,Ош'], 'd'));
    const files = ['--in', at('dates.csv'), '--out', at('dates.ndjson')];
    const { code, said } = await kerege(
      ...['encode', '--schema', at('person.json'), '--key-file', at('victims'), ...files],
    );
    expect(code).toBe(0);
    expect(said.match(/^line.*/gm)).toEqual([
      'line 2: born is no date of the form YYYY-MM-DD, YYYY-MM or YYYY and counts as empty',
    ]);
    expect(said).toContain('1 cells could not be read');
    expect(readFileSync(at('dates.ndjson'), 'utf8').match(/^\{"id":"d\d"/gm)).toHaveLength(2);
  });

  test('a schema with an unknown part and a threshold of one’s own are refused', async () => {
    write('person.json', { version: 1, model: 'person-1', id: 'id', columns: { nickname: 'given' } });
    const args = [
      '--in',
      at('kz.csv'),
      '--schema',
      at('person.json'),
      '--key-file',
      at('victims'),
      '--out',
      at('x.ndjson'),
    ];
    expect(await kerege('encode', ...args)).toMatchObject({
      code: 1,
      said: expect.stringContaining('nickname') as unknown,
    });
    expect((await link('--left', 'kz.ndjson', '--out', 'no.csv', '--threshold', '0.9')).code).toBe(2);
  });
});
