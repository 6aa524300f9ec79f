import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 100;

/**
 * Runs `work` while no other process works under the same lock file. A living holder is waited for; a lock that an ended
 * process left behind counts as free. `work` is told whether it had to wait: what it was to do may have been done meanwhile.
 */
export async function withLock(path, work) {
  const own = `${process.pid}-${randomUUID()}`;
  let hasWaited = false;
  while (!taken(path, own)) {
    hasWaited = true;
    const holder = holderOf(path);
    if (holder !== undefined && !isAlive(parseInt(holder))) await clear(path, holder);
    else await pause(LOOK_AGAIN_MS);
  }
  // Also when the process is ended by `process.exit` within the work.
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work(hasWaited);
  } finally {
    process.off('exit', release);
    release();
  }
}

/** Removes the lock of an ended holder. Who does so holds a lock for this holder's alone: what was looked at is what is removed. */
function clear(path, ended) {
  return withLock(`${path}.${ended}`, () => {
    if (holderOf(path) === ended) rmSync(path);
  });
}

/** The file gets its name only with its content in it: nobody can die between the two and leave a lock that names no holder. */
function taken(path, own) {
  const written = `${path}.${own}`;
  writeFileSync(written, own);
  try {
    linkSync(written, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(written);
  }
}

/** The holder, its process id first; undefined where the lock was released meanwhile. Empty is what a crash of the machine left of one. */
function holderOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
