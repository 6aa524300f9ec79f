import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './run.mjs';

const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.kerege', 'coverage']);
const SPEC_LIKE = /[.](spec|test)[.][cm]?[jt]sx?$/;

/** Files that look like tests but that Jest does not run: they would look green for ever. */
export function specsThatNothingRuns() {
  const listed = execFileSync(process.execPath, ['node_modules/jest/bin/jest.js', '--listTests', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const run = new Set(JSON.parse(listed));
  return specLike(ROOT)
    .filter((file) => !run.has(file))
    .map((file) => relative(ROOT, file));
}

function specLike(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : specLike(join(folder, entry.name));
    return SPEC_LIKE.test(entry.name) ? [join(folder, entry.name)] : [];
  });
}
