import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvOf, madeUpFiles, type MadeUpRow } from '../linkage/made-up-people.testing.js';
import { runCli } from '../run-cli.js';
import { commands } from './index.js';

const { left, right } = madeUpFiles(250, 120);
const SCHEMA = {
  ...{ version: 1, model: 'generic-1', id: 'id' },
  attributes: [
    { column: 'given', kind: 'given-name' },
    { column: 'surname', kind: 'surname' },
    { column: 'born', kind: 'date' },
    { column: 'town', kind: 'place' },
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'kerege-link-'));
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

const encode = (input: string, out: string, ...more: string[]) => {
  const files = ['--in', at(input), '--schema', at('schema.json'), '--key-file', at('key'), '--out', at(out)];
  return kerege('encode', ...files, ...more);
};
const link = (...args: string[]) => kerege('link', ...args.map((arg) => (/^-|^[\d.]+$/.test(arg) ? arg : at(arg))));

function rowsOf(file: string): string[][] {
  return readFileSync(at(file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
}

beforeAll(async () => {
  write('schema.json', SCHEMA);
  write('left.csv', csvOf(left));
  write('right.csv', csvOf(right));
  expect(await kerege('key', '--out', at('key'))).toMatchObject({ code: 0 });
  expect(await encode('left.csv', 'left.ndjson')).toMatchObject({ code: 0 });
  expect(await encode('right.csv', 'right.ndjson')).toMatchObject({ code: 0 });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Share of true pairs found and share of found pairs that are true. */
function judged(found: readonly string[][], a: readonly MadeUpRow[], b: readonly MadeUpRow[]) {
  const person = new Map([...a, ...b].map((row) => [row.id, row.person]));
  const right_ = found.filter(([x = '', y = '']) => person.get(x) === person.get(y)).length;
  const persons = new Set(a.map((row) => row.person));
  return { precision: right_ / found.length, recall: right_ / b.filter((row) => persons.has(row.person)).length };
}

describe('two files', () => {
  const links = () => rowsOf('pairs.csv').filter(([, , , status]) => status === 'LINK');

  test('are linked across typing errors and swapped names, without labels', async () => {
    expect(await link('--left', 'left.ndjson', '--right', 'right.ndjson', '--out', 'pairs.csv')).toMatchObject({
      code: 0,
    });
    expect(rowsOf('pairs.csv')[0]).toEqual(['id_a', 'id_b', 'posterior', 'status']);
    const { precision, recall } = judged(links(), left, right);
    expect(precision).toBeGreaterThan(0.9);
    expect(recall).toBeGreaterThan(0.97);
  });

  test('one-to-one leaves nobody with two partners', async () => {
    await link('--left', 'left.ndjson', '--right', 'right.ndjson', '--out', 'pairs.csv', '--one-to-one');
    for (const side of [0, 1]) expect(new Set(links().map((row) => row[side])).size).toBe(links().length);
    expect(judged(links(), left, right).recall).toBeGreaterThan(0.97);
  });

  test('give the same bytes whatever the order of their rows', async () => {
    write('left2.csv', csvOf([...left].reverse()));
    await encode('left2.csv', 'left2.ndjson');
    await link('--left', 'left.ndjson', '--right', 'right.ndjson', '--out', 'one.csv');
    await link('--left', 'left2.ndjson', '--right', 'right.ndjson', '--out', 'two.csv');
    expect(readFileSync(at('two.csv'), 'utf8')).toBe(readFileSync(at('one.csv'), 'utf8'));
  });

  test('as two sources of one side give pairs between the sources only', async () => {
    await encode('left.csv', 'kz.ndjson', '--source', 'KZ');
    await encode('right.csv', 'uz.ndjson', '--source', 'UZ');
    await link('--left', 'kz.ndjson', '--left', 'uz.ndjson', '--between-sources', '--out', 'pairs.csv');
    expect(links().length).toBeGreaterThan(100);
    expect(links().every(([a = '', b = '']) => a.startsWith('a') && b.startsWith('b'))).toBe(true);
  });
});

test('one file falls into clusters, every record in one, and links are the pairs within them', async () => {
  write('all.csv', csvOf([...left, ...right]));
  await encode('all.csv', 'all.ndjson');
  expect(await link('--left', 'all.ndjson', '--out', 'pairs.csv', '--clusters', 'clusters.csv')).toMatchObject({
    code: 0,
  });
  const [header, ...rows] = rowsOf('clusters.csv');
  expect(header).toEqual(['id', 'cluster']);
  expect(rows.map(([id]) => id)).toEqual([...left, ...right].map(({ id }) => id).sort());
  const clusterOf = new Map(rows.map(([id = '', cluster = '']) => [id, cluster]));
  const links = rowsOf('pairs.csv').filter(([, , , status]) => status === 'LINK');
  expect(links.every(([a = '', b = '']) => clusterOf.get(a) === clusterOf.get(b))).toBe(true);
  expect(judged(links, left, right).recall).toBeGreaterThan(0.97);
});

describe('two sides that use the same identifiers', () => {
  test('give no clusters, because these could not tell two records of one identifier apart; pairs stay possible', async () => {
    const numbered = (rows: readonly MadeUpRow[]) => rows.map((row, i) => ({ ...row, id: `r${i}` }));
    write('one.csv', csvOf(numbered(left)));
    write('other.csv', csvOf(numbered(right)));
    for (const side of ['one', 'other']) await encode(`${side}.csv`, `${side}.ndjson`);
    const sides = ['--left', 'one.ndjson', '--right', 'other.ndjson'];
    for (const more of [[], ['--one-to-one']]) {
      expect(await link(...sides, '--out', 'both.csv', '--clusters', 'both-clusters.csv', ...more)).toMatchObject({
        code: 1,
        said: expect.stringContaining('The identifier r0 occurs on both sides') as unknown,
      });
      for (const file of ['both.csv', 'both-clusters.csv']) expect(existsSync(at(file))).toBe(false);
    }
    expect(await link(...sides, '--out', 'both.csv')).toMatchObject({ code: 0 });
    expect(rowsOf('both.csv').length).toBeGreaterThan(100);
  });
});

test('an encoded file holds no cell of the data and is readable by its owner only', () => {
  const text = readFileSync(at('left.ndjson'), 'utf8').toLowerCase();
  const words = new Set(text.match(/[\p{L}\p{N}-]+/gu));
  expect(left.flatMap(({ cells }) => cells).filter((cell) => words.has(cell.toLowerCase()))).toEqual([]);
  expect(statSync(at('left.ndjson')).mode & 0o777).toBe(0o600);
});

test('rows and cells that cannot be used are told with line and reason, without their content; the others are encoded', async () => {
  const rows = [
    'x1,Anna,Almann,1950-01-02,Jena',
    'x2,Anna',
    ',Anna,Almann,1950-01-02,Jena',
    'x1,Anna,Almann,1950-01-02,Jena',
  ];
  write(
    'bad.csv',
    ['id,given,surname,born,town', ...rows, 'x5,Bruno,"Berberg,1950-01-02,Jena', 'x6,Clara,Casfeld,2.1.1950,Jena'].join(
      '\n',
    ),
  );
  const { code, said } = await encode('bad.csv', 'bad.ndjson');
  expect(code).toBe(0);
  for (const reason of ['line 3 is refused: it has 2 cells', 'line 4 is refused: its identifier is empty']) {
    expect(said).toContain(reason);
  }
  for (const reason of ['line 5 is refused: its identifier has occurred', 'line 6 is refused: a quote is not closed']) {
    expect(said).toContain(reason);
  }
  expect(said).toContain('line 7: born is no date of the form YYYY-MM-DD and counts as empty');
  expect(said).not.toMatch(/Bruno|Clara|1950-/);
  expect(readFileSync(at('bad.ndjson'), 'utf8').match(/^\{"id":"x\d"/gm)).toEqual(['{"id":"x1"', '{"id":"x6"']);
});

describe('a key file is refused', () => {
  test.each([
    ['that is missing', () => rmSync(at('k2'), { force: true }), 'is missing'],
    [
      'that others may read',
      () => chmodSync(write('k2', readFileSync(at('key'), 'utf8')), 0o644),
      'others than its owner',
    ],
    [
      'that is short',
      () => own({ ...keyContent(), key: Buffer.alloc(16).toString('base64url') }),
      '16 bytes instead of 32',
    ],
    [
      'of another purpose',
      () => own({ ...keyContent(), purpose: 'SUBJECT' }),
      'is for SUBJECT, the schema is for GENERAL',
    ],
    ['that is something else', () => own('0123456789abcdef'), 'no key file'],
  ])('%s', async (_what, prepare, reason) => {
    prepare();
    const args = [
      '--in',
      at('left.csv'),
      '--schema',
      at('schema.json'),
      '--key-file',
      at('k2'),
      '--out',
      at('x.ndjson'),
    ];
    expect(await kerege('encode', ...args)).toMatchObject({
      code: 1,
      said: expect.stringContaining(reason) as unknown,
    });
    expect(existsSync(at('x.ndjson'))).toBe(false);
  });

  const keyContent = () => JSON.parse(readFileSync(at('key'), 'utf8')) as object;
  const own = (content: unknown) => {
    rmSync(at('k2'), { force: true });
    chmodSync(write('k2', content), 0o600);
  };
});

test.each([
  ['an unknown kind', { attributes: [{ column: 'given', kind: 'nickname' }] }, 'is "nickname"; known: given-name'],
  ['an unknown entry', { extra: 1 }, 'unknown entry "extra"'],
  [
    'a column that the file lacks',
    { attributes: [...SCHEMA.attributes, { column: 'mother', kind: 'text' }] },
    'no column mother',
  ],
  ['a column named twice', { id: 'given' }, 'named twice'],
  ['too little to compare anybody by', { attributes: SCHEMA.attributes.slice(0, 1) }, 'no records would be compared'],
  ['an unknown model', { model: 'clk' }, '"model" is "clk"'],
])('a schema with %s is refused with the reason', async (_what, change, reason) => {
  write('other.json', { ...SCHEMA, ...change });
  const args = ['--in', at('left.csv'), '--schema', at('other.json'), '--key-file', at('key'), '--out', at('x.ndjson')];
  expect(await kerege('encode', ...args)).toMatchObject({ code: 1, said: expect.stringContaining(reason) as unknown });
});

describe('encodings that were not made to be compared are refused', () => {
  const refused = async (reason: string) => {
    const result = await link('--left', 'left.ndjson', '--right', 'y.ndjson', '--out', 'no.csv');
    expect(result).toMatchObject({ code: 1, said: expect.stringContaining(reason) as unknown });
    expect(existsSync(at('no.csv'))).toBe(false);
  };
  const encodeWith = (schema: string, key: string, ...more: string[]) =>
    kerege(
      'encode',
      '--in',
      at('right.csv'),
      '--schema',
      at(schema),
      '--key-file',
      at(key),
      '--out',
      at('y.ndjson'),
      ...more,
    );

  test('another key', async () => {
    await kerege('key', '--out', at('key-b'));
    await encodeWith('schema.json', 'key-b');
    await refused('different keys');
  });

  test('another epoch', async () => {
    await encodeWith('schema.json', 'key', '--epoch', '2');
    await refused('epochs 1 and 2');
  });

  test('another schema', async () => {
    write('fewer.json', { ...SCHEMA, attributes: SCHEMA.attributes.slice(0, 3) });
    await encodeWith('fewer.json', 'key');
    await refused('different schemas');
  });

  test('a file that is cut short', async () => {
    const lines = readFileSync(at('right.ndjson'), 'utf8').split('\n');
    write('y.ndjson', lines.slice(0, 100).join('\n'));
    await refused('cut short: 99 of 250 records');
  });

  test('something else', async () => {
    write('y.ndjson', '{"a":1}\n');
    await refused('does not begin with a header');
  });
});

test('a damaged encoding costs nothing of the records beside it, also of those with fewer variants', async () => {
  const fewer = right.map((row, i): MadeUpRow => {
    const [given, surname, born, town] = row.cells;
    return { ...row, cells: [given, surname, i % 2 === 0 ? born : '', town] };
  });
  write('gaps.csv', csvOf(fewer));
  await encode('gaps.csv', 'gaps.ndjson');
  const [header = '', ...records] = readFileSync(at('gaps.ndjson'), 'utf8').trim().split('\n');
  const full = JSON.parse(records[0] ?? '') as { id: string; seg: string };
  full.id = 'full';
  full.seg = Buffer.alloc(Buffer.from(full.seg, 'base64').length, 0xff).toString('base64');
  const spoiled = JSON.stringify(full);
  const counted = JSON.stringify({ ...(JSON.parse(header) as object), records: 2 * records.length });
  write('spoiled.ndjson', [counted, ...records.flatMap((record) => [spoiled, record])].join('\n'));
  const { code, said } = await link('--left', 'left.ndjson', '--right', 'spoiled.ndjson', '--out', 'spoiled-pairs.csv');
  expect(code).toBe(0);
  expect(said).toContain(`${records.length} encodings were refused`);
  await link('--left', 'left.ndjson', '--right', 'gaps.ndjson', '--out', 'pairs.csv');
  expect(readFileSync(at('spoiled-pairs.csv'), 'utf8')).toBe(readFileSync(at('pairs.csv'), 'utf8'));
});

test('rarity classes that nobody writes are refused', async () => {
  const lines = readFileSync(at('right.ndjson'), 'utf8').trim().split('\n');
  const strange = ['x', ' ', '4'].map((c, i) => (lines[i + 1] ?? '').replace(/"rarity":"./, `"rarity":"${c}`));
  write('strange.ndjson', [lines[0], ...strange, ...lines.slice(4)].join('\n'));
  const { said } = await link('--left', 'left.ndjson', '--right', 'strange.ndjson', '--out', 'pairs.csv');
  expect(said.match(/line \d is refused: unknown rarity classes/g)).toHaveLength(3);
});

describe('a header that does not fit its file or its schema is refused with the file’s name', () => {
  test.each([
    ['more records than there is room for', { records: 1e15 }, 'too short for the 1000000000000000 records'],
    ['no levels', { chance: { levels: [] } }, 'its chance agreement is not that of its schema'],
    ['a level too few', { chance: { levels: [[1]] } }, 'its chance agreement is not that of its schema'],
  ])('%s', async (_what, { chance = {}, ...change }: { chance?: object; records?: number }, reason) => {
    const [header = '', ...records] = readFileSync(at('right.ndjson'), 'utf8').trim().split('\n');
    const honest = JSON.parse(header) as { chance: object };
    const changed = { ...honest, ...change, chance: { ...honest.chance, ...chance } };
    write('head.ndjson', [JSON.stringify(changed), ...records].join('\n'));
    const { code, said } = await link('--left', 'left.ndjson', '--right', 'head.ndjson', '--out', 'head.csv');
    expect(code).toBe(1);
    expect(said).toContain('head.ndjson is refused');
    expect(said).toContain(reason);
    expect(existsSync(at('head.csv'))).toBe(false);
  });
});

describe('an output that cannot be written, or would be written over what is read, is refused before any work', () => {
  test.each([
    ['in a folder that is not there', 'nowhere/x.ndjson', 'there is no folder'],
    ['that is a folder', '.', 'it is a folder'],
    ['that is the input', 'left.csv', 'this command reads it'],
    ['that is the input under another name', './left.csv', 'this command reads it'],
    ['that is the key', 'key', 'this command reads it'],
  ])('of encode, %s', async (_what, out, reason) => {
    const before = readFileSync(at('left.csv'), 'utf8');
    const { code, said } = await encode('left.csv', out);
    expect(code).toBe(1);
    expect(said).toContain(reason);
    expect(readFileSync(at('left.csv'), 'utf8')).toBe(before);
  });

  test.each([
    ['pairs over an encoded file', 'left.ndjson', [], 'this command reads it'],
    ['pairs and clusters in one file', 'both.csv', ['--clusters', 'both.csv'], 'writes something else there'],
    ['clusters nowhere', 'some.csv', ['--clusters', 'nowhere/c.csv'], 'there is no folder'],
  ])('of link, %s', async (_what, out, more, reason) => {
    const before = readFileSync(at('left.ndjson'), 'utf8');
    rmSync(at(out === 'left.ndjson' ? 'none' : out), { force: true });
    const { code, said } = await link('--left', 'left.ndjson', '--right', 'right.ndjson', '--out', out, ...more);
    expect(code).toBe(1);
    expect(said).toContain(reason);
    expect(said).not.toContain('compared');
    expect(readFileSync(at('left.ndjson'), 'utf8')).toBe(before);
    if (out !== 'left.ndjson') expect(existsSync(at(out))).toBe(false);
  });
});

test('a file without a header is refused without its first record being shown', async () => {
  write('headless.csv', csvOf(left).split('\n').slice(1).join('\n'));
  const { code, said } = await encode('headless.csv', 'x.ndjson');
  expect(code).toBe(1);
  expect(said).toContain('has no column id, given, surname, born, town');
  expect((left[0]?.cells ?? []).filter((cell) => said.includes(cell))).toEqual([]);
});

test('pairs between sources that nobody has named are none, and that is told', async () => {
  const { code, said } = await link('--left', 'all.ndjson', '--between-sources', '--out', 'pairs.csv');
  expect(code).toBe(0);
  expect(said).toContain('all records are of one source');
});

test('a damaged encoding is told and left out, the others are linked', async () => {
  const lines = readFileSync(at('right.ndjson'), 'utf8').trim().split('\n');
  const full = JSON.parse(lines[2] ?? '') as { seg: string };
  full.seg = Buffer.alloc(Buffer.from(full.seg, 'base64').length, 0xff).toString('base64');
  write(
    'z.ndjson',
    [lines[0], (lines[1] ?? '').replace(/"tags":".{8}/, '"tags":"'), JSON.stringify(full), ...lines.slice(3)].join(
      '\n',
    ),
  );
  const { code, said } = await link('--left', 'left.ndjson', '--right', 'z.ndjson', '--out', 'pairs.csv');
  expect(code).toBe(0);
  expect(said).toContain('line 2 is refused: tags of a wrong length');
  expect(said).toContain('line 3 is refused: a filter is too full');
  expect(said).toContain('2 encodings were refused');
});

test.each([
  [['--right', 'x', '--out', 'y'], '--left is missing'],
  [['--left', 'left.ndjson', '--out', 'y', '--one-to-one'], '--right is missing'],
  [['--left', 'left.ndjson', '--out', 'y', '--threshold=2'], 'no probability'],
])('wrong usage is told: %j', async (args, reason) => {
  expect(await link(...args)).toMatchObject({ code: 2, said: expect.stringContaining(reason) as unknown });
});
