import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Home } from './home.js';
import { identityOf } from './process-identity.js';

describe('the home of a run', () => {
  let base: string;

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'kerege-home-'));
  });

  afterEach(() => rm(base, { recursive: true, force: true }));

  const open = (exit: boolean) => Home.open(base, { KEREGE_HOME: 'home' }, exit);

  it('a region that is started again finds what it wrote', async () => {
    const first = await open(false);
    await writeFile(first.key('secret'), 'kept');
    expect(await readFile((await open(false)).key('secret'), 'utf8')).toBe('kept');
  });

  it('a run that ends by itself leaves the data of a started region alone', async () => {
    const served = await open(false);
    await writeFile(served.key('secret'), 'kept');
    const run = await open(true);
    expect(run.path).not.toBe(served.path);
    await run.remove();
    expect(await readFile(served.key('secret'), 'utf8')).toBe('kept');
  });

  it('a run starts on a fresh store where an earlier run was kept', async () => {
    const kept = await open(true);
    await writeFile(kept.key('secret'), 'old');
    expect(existsSync((await open(true)).key('secret'))).toBe(false);
  });

  it('what others put into the folder is never deleted', async () => {
    await mkdir(join(base, 'home'));
    await writeFile(join(base, 'home', 'letter.txt'), 'mine');
    await (await open(true)).remove();
    expect(await readFile(join(base, 'home', 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('a folder of somebody else that holds a name of ours is refused, and stays as it is', async () => {
    const theirs = join(base, 'home', 'keys', 'house.key');
    await mkdir(dirname(theirs), { recursive: true });
    await writeFile(theirs, 'mine');
    await expect(open(true)).rejects.toThrow('keys');
    expect(await readFile(theirs, 'utf8')).toBe('mine');
  });

  it('an empty name is no name: the checkout itself is never a home', async () => {
    expect((await Home.open(base, { KEREGE_HOME: '' }, false)).path).toBe(join(base, '.kerege'));
  });

  it.each(['', '{"use":', '{"use":"other","pid":1}', 'null'])(
    'a damaged marker is told, not guessed at: %j',
    async (text) => {
      const home = await open(false);
      await writeFile(join(home.path, 'home.json'), text);
      await expect(open(false)).rejects.toThrow('home.json is damaged');
      await expect(open(true)).rejects.toThrow('home.json is damaged');
    },
  );

  it('is refused while a living process uses it', async () => {
    const home = await open(false);
    await writeFile(join(home.path, 'home.json'), JSON.stringify({ use: 'serve', pid: process.ppid }));
    await expect(open(false)).rejects.toThrow(`in use by process ${process.ppid}`);
    const living = { use: 'serve', ...identityOf(process.ppid) };
    await writeFile(join(home.path, 'home.json'), JSON.stringify(living));
    await expect(open(false)).rejects.toThrow(`in use by process ${process.ppid}`);
  });

  it('is free where the number of the process that used it belongs to another one now', async () => {
    const home = await open(false);
    const ended = { use: 'serve', pid: process.ppid, began: 'an earlier start of the machine 4711' };
    await writeFile(join(home.path, 'home.json'), JSON.stringify(ended));
    expect((await open(false)).path).toBe(home.path);
  });
});
