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
