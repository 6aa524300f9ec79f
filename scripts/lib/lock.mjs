import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 100;

/**
 * Runs `work` while no other process works under the same lock file. A living holder is waited for; a lock that an ended
 * process left behind counts as free. `work` is told whether it had to wait: what it was to do may have been done meanwhile.
 */
export async function withLock(path, work) {
  let hasWaited = false;
  while (!taken(path)) {
    hasWaited = true;
    const holder = holderOf(path);
    if (holder !== undefined && !isAlive(holder)) clear(path, holder);
    else await pause(LOOK_AGAIN_MS);
  }
  // Also when the process is ended by `process.exit` within the work.
  const release = () => clear(path, process.pid);
  process.once('exit', release);
  try {
    return await work(hasWaited);
  } finally {
    process.off('exit', release);
    release();
  }
}

function taken(path) {
  return done('EEXIST', () => writeFileSync(path, String(process.pid), { flag: 'wx' }));
}

/** Removes the lock of this holder, and no other one's that has come into its place meanwhile: what is moved away is looked at first. */
function clear(path, holder) {
  const aside = `${path}.${process.pid}`;
  if (!done('ENOENT', () => renameSync(path, aside))) return;
  if (holderOf(aside) !== holder) done('EEXIST', () => linkSync(aside, path));
  rmSync(aside, { force: true });
}

/** Whether it could be done; not where the file system's state speaks against it in the way that was to be expected. */
function done(obstacle, work) {
  try {
    work();
    return true;
  } catch (error) {
    if (error.code === obstacle) return false;
    throw error;
  }
}

/** Process id of the holder; undefined where the lock was released meanwhile, or is being written. */
function holderOf(path) {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
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
