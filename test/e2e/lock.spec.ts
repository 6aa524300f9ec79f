import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Works under the lock again and again, and may die holding it. */
const HOLDER = `
  import { appendFileSync } from 'node:fs';
  import { setImmediate } from 'node:timers/promises';
  import { withLock } from '${new URL('../../scripts/lib/lock.mjs', import.meta.url).href}';
  const [lock, log] = process.argv.slice(2);
  for (let turn = 0; turn < 20; turn += 1) {
    await withLock(lock, async () => {
      appendFileSync(log, '+' + process.pid + '\\n');
      await setImmediate();
      appendFileSync(log, '-' + process.pid + '\\n');
      if (Math.random() < 0.1) process.kill(process.pid, 'SIGKILL');
    });
  }`;
/** Ends the takeover of somebody else when the lock has been asked for; says whether that came before the work. */
const AFTER_TAKEOVER = `
  import { rmSync, writeFileSync } from 'node:fs';
  import { setImmediate } from 'node:timers/promises';
  import { withLock } from '${new URL('../../scripts/lib/lock.mjs', import.meta.url).href}';
  const [lock, takeover, log] = process.argv.slice(2);
  let when = 'before';
  const working = withLock(lock, () => writeFileSync(log, when));
  await setImmediate();
  when = 'after';
  rmSync(takeover);
  await working;`;
const HOLDERS = 8;
/** No process has such a number. */
const NOBODY = '99999999';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kerege-lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([1, 2, 3, 4])('a lock that the dead left behind is taken by one process at a time (%i)', async () => {
  const [lock, log, program] = ['.lock', 'log', 'holder.mjs'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(lock, NOBODY);
  writeFileSync(program, HOLDER);
  const holders = Array.from({ length: HOLDERS }, () => fork(program, [lock, log], { execArgv: [] }));
  await Promise.all(holders.map((holder) => once(holder, 'exit')));
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  const ins = lines.filter((_, at) => at % 2 === 0).map((line) => line.replace('+', '-'));
  expect(lines.filter((_, at) => at % 2 === 1)).toEqual(ins);
  expect(readdirSync(folder).filter((name) => name !== '.lock')).toEqual(['holder.mjs', 'log']);
});

test('an empty lock, which a crash of the machine leaves behind, holds nobody up', async () => {
  const lock = join(folder, '.lock');
  writeFileSync(lock, '');
  const { withLock } = (await import(new URL('../../scripts/lib/lock.mjs', import.meta.url).href)) as {
    withLock: <T>(path: string, work: (hasWaited: boolean) => T) => Promise<T>;
  };
  expect(await withLock(lock, () => readFileSync(lock, 'utf8'))).toMatch(new RegExp(`^${process.pid}-`));
  expect(readdirSync(folder)).toEqual([]);
});

test('while a living process takes over the lock of a dead one, nobody else does', async () => {
  const [lock, log, program] = ['.lock', 'log', 'holder.mjs'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const takeover = `${lock}.${NOBODY}`;
  writeFileSync(lock, NOBODY);
  writeFileSync(takeover, String(process.pid));
  writeFileSync(program, AFTER_TAKEOVER);
  const other = fork(program, [lock, takeover, log], { execArgv: [] });
  await once(other, 'exit');
  expect(readFileSync(log, 'utf8')).toBe('after');
  expect(readdirSync(folder).sort()).toEqual(['holder.mjs', 'log']);
});
