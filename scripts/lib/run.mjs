import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The checkout's root. */
export const ROOT = resolve(import.meta.dirname, '..', '..');

/** A line for the person who waits; standard output belongs to results. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the checkout and gives its exit code; a program that a signal ended counts as failed. A signal that is to end
 * this process ends the program first, so that it never works on alone; one that may be cut off at any moment (`mayBeCut`) at
 * once and with everything that it has started. `stdio` as in node:child_process.
 */
export function run(command, args, { stdio = 'inherit', env = process.env, mayBeCut = false } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: ROOT, stdio, env, detached: mayBeCut });
    let isStopped = false;
    const stop = () => {
      isStopped = true;
      if (mayBeCut) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGTERM');
    };
    for (const signal of STOPPING) process.on(signal, stop);
    const over = () => {
      for (const signal of STOPPING) process.off(signal, stop);
    };
    child.once('error', (error) => {
      over();
      failed(error);
    });
    child.once('exit', (code) => {
      over();
      if (isStopped) process.exit(STOPPED);
      done(code ?? 1);
    });
  });
}

/** Exit code of a program that was stopped by hand. */
const STOPPED = 130;
