import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPaths } from './check-paths.js';
import { UsageError } from './options.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-paths-'));
  await writeFile(join(folder, 'kz.csv'), '');
});
afterAll(() => rm(folder, { recursive: true }));

const check = (paths: { records?: string; report?: string; links?: string }) =>
  checkPaths({ exit: true, keep: false, ...paths });

test('a folder with one file and files to be written pass, also where they are there already', async () => {
  await check({ records: folder, report: join(folder, 'kz.csv'), links: join(folder, 'links.csv') });
});

test('what would fail at the end of a run is refused at once', async () => {
  await expect(check({ records: join(folder, 'none') })).rejects.toThrow(UsageError);
  await expect(check({ report: join(folder, 'none', 'r.json') })).rejects.toThrow(UsageError);
  await expect(check({ report: folder })).rejects.toThrow(`${folder} is a folder`);
  await expect(check({ links: folder })).rejects.toThrow(UsageError);
  const both = join(folder, 'both');
  await expect(check({ report: both, links: both })).rejects.toThrow('one file');
});
