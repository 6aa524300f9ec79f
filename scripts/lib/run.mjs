import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The checkout's root. */
export const ROOT = resolve(import.meta.dirname, '..', '..');

/** A line for the person who waits; standard output belongs to results. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs a program in the checkout and gives its exit code; a program that a signal ended counts as failed. `stdio` as in
 * node:child_process.
 */
export function run(command, args, { stdio = 'inherit', env = process.env } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: ROOT, stdio, env });
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
}
