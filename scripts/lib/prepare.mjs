import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt, build } from './build.mjs';
import { withLock } from './lock.mjs';
import { ROOT, run, say } from './run.mjs';

/** Makes the checkout able to run: right Node, dependencies of the lock file, compiled sources. Exits when it cannot. */
export async function prepare() {
  checkNode();
  await install();
  if (!isBuilt()) await build();
}

export function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const wanted = /\d+\.\d+/.exec(engines.node)[0].split('.').map(Number);
  const actual = process.versions.node.split('.').map(Number);
  if (actual[0] > wanted[0] || (actual[0] === wanted[0] && actual[1] >= wanted[1])) return;
  say(`Kerege needs Node ${wanted.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs `npm ci` unless what is installed is what the lock file names. */
export async function install() {
  if (isInstalled()) return;
  await withLock(join(ROOT, '.install.lock'), async (hasWaited) => {
    if (!hasWaited || !isInstalled()) await installAlone();
  });
}

async function installAlone() {
  say('Installing dependencies …');
  // npm's own settings of an outer `npm start` must not turn this into an installation without development packages.
  // npm finishes whatever it is asked to stop; what it leaves half done is recognised, and done anew by the next start.
  const quietly = { stdio: ['ignore', 2, 2], mayBeCut: true };
  const code = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], quietly);
  if (code !== 0) {
    say('npm ci failed.');
    process.exit(1);
  }
}

/** npm writes `.package-lock.json` as the last step of an installation: it says what is there. */
function isInstalled() {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const actual = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || actual[path]?.integrity === entry.integrity,
  );
}
