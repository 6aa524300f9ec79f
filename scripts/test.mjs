// npm test [-- JEST ARGUMENTS]: installs and builds what is missing, runs every check and every spec, and ends with the line
// `N passed, N failed`, in which a failed check counts as one failed. KEREGE_SKIP_CHECKS=1 leaves the checks out.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { run, say } from './lib/run.mjs';
import { specsThatNothingRuns } from './lib/spec-files.mjs';

const CHECKS = ['format:check', 'lint', 'typecheck', 'layers'];

async function failedChecks() {
  if (process.env.KEREGE_SKIP_CHECKS) return 0;
  let failed = 0;
  for (const check of CHECKS) {
    say(`Checking: ${check}`);
    if ((await run('npm', ['run', '--silent', check])) !== 0) failed += 1;
  }
  const idle = specsThatNothingRuns();
  for (const file of idle) say(`No runner runs ${file}`);
  return failed + idle.length;
}

async function jest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'kerege-jest-'));
  const report = join(folder, 'result.json');
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  try {
    await run(process.execPath, [...node, '--json', `--outputFile=${report}`, ...args], {
      stdio: ['inherit', 'ignore', 2],
    });
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await prepare();
const checks = await failedChecks();
const result = await jest(process.argv.slice(2));
const passed = result?.numPassedTests ?? 0;
// A file that could not even be loaded has no failed test, and a run without any test proves nothing.
const unrun = (result?.numRuntimeErrorTestSuites ?? 0) + (passed > 0 ? 0 : 1);
const failed = checks + (result?.numFailedTests ?? 0) + unrun + (result?.wasInterrupted ? 1 : 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
