import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { InfrastructureError } from './errors.js';

const run = promisify(execFile);

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account that PostgreSQL runs under: `postgres` when this process is root, because the server refuses root; the
 * account is created where it is missing. `undefined` for everybody else, who runs it as himself.
 */
export async function postgresUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const found = await lookUp('postgres');
  if (found) return found;
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => undefined);
  const created = await lookUp('postgres');
  if (created) return created;
  throw new InfrastructureError(
    'start-failed',
    'PostgreSQL refuses to run as root and the account postgres could not be created',
  );
}

async function lookUp(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** Whether the account can enter the folder, that is, every folder above it too. Asked of the system, not computed. */
export function canEnter(folder: string, { uid, gid }: SystemUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}
