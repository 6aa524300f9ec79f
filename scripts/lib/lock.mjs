import { readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    if (holder !== undefined && !isAlive(holder)) rmSync(path, { force: true });
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

function taken(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
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
