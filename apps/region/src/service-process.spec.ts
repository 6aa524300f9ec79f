import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#testing';
import { ServiceProcess } from './service-process.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kerege-process-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Files that this process holds open, as Linux shows them. */
async function openFiles(): Promise<string[]> {
  const descriptors = await readdir('/proc/self/fd');
  return Promise.all(descriptors.map((one) => readlink(`/proc/self/fd/${one}`).catch(() => '')));
}

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux.each(['by itself', 'stopped', 'killed'])(
  'a service that has ended (%s) leaves its last words in the log, and the log closed',
  async (how) => {
    const entry = join(folder, `${how}.mjs`);
    const logFile = join(folder, `${how}.log`);
    const forEver = how === 'by itself' ? '' : 'setInterval(() => undefined, 1_000);';
    await writeFile(entry, `process.stdout.write('first\\n'); process.stderr.write('last\\n'); ${forEver}`);
    const service = ServiceProcess.start({ name: 'spec', entry, environment: {}, logFile });
    const written = async () => /last/.test(await readFile(logFile, 'utf8').catch(() => ''));
    if (how === 'by itself') expect(await service.ended()).toMatch(/^spec ended \(exit code 0\)/);
    else await eventually(written, { what: 'the service to write' });
    if (how === 'stopped') await service.stop();
    if (how === 'killed') await service.kill();
    await eventually(async () => !(await openFiles()).includes(logFile), { what: 'the log to be closed' });
    expect(() => service.failIfEnded()).toThrow(/ends with\n(first\nlast|last\nfirst)/);
    expect((await readFile(logFile, 'utf8')).split('\n').sort()).toEqual(['', 'first', 'last']);
  },
);
