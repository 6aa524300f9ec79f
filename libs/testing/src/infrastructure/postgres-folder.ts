import { chown, mkdir, mkdtemp, readlink, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { canEnter, type SystemUser } from './system-user.js';

/**
 * Gives the data folder `<home>/postgres`, owned by the server's account. Where that account cannot enter the home (a folder
 * above it has mode 0700), the data lies in a fresh folder for temporary files and `<home>/postgres` is a link to it: the
 * record of where the data is, and whoever searches the home finds it.
 */
export async function postgresFolder(home: string, user: SystemUser | undefined): Promise<string> {
  const folder = resolve(home, 'postgres');
  const target = await readlink(folder).catch(() => undefined);
  if (target !== undefined) {
    const exists = await stat(target).catch(() => undefined);
    if (exists) return target;
    await rm(folder);
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user === undefined) return folder;
  await chown(folder, user.uid, user.gid);
  if (canEnter(folder, user)) return folder;
  const elsewhere = await mkdtemp(join(tmpdir(), 'kerege-postgres-'));
  await chown(elsewhere, user.uid, user.gid);
  await rm(folder, { recursive: true });
  await symlink(elsewhere, folder);
  return elsewhere;
}

/** Deletes the data, also where it lies elsewhere. */
export async function removePostgresFolder(home: string): Promise<void> {
  const folder = resolve(home, 'postgres');
  const target = await readlink(folder).catch(() => undefined);
  if (target !== undefined) await rm(target, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
