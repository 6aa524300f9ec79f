import { readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Makes the links between shared libraries that the PostgreSQL package lists in `pg-symlinks.json`, because an npm package
 * cannot carry links. Its own install script makes them too, but npm may be set to run no such scripts.
 * @param native the package's folder `native`
 */
export async function makeLibraryLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    // Source and target lie in the same folder; paths are relative to the package.
    if (dirname(source) !== dirname(target)) continue;
    await symlink(basename(source), join(native, '..', target)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}
