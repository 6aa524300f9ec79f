import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root: the nearest folder above this file with a `package-lock.json`. The same from source and from `dist`. */
export function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package-lock.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('not inside a checkout of kerege: no package-lock.json above this file');
    folder = parent;
  }
  return folder;
}

/** Where downloaded and derived binaries of this checkout lie. Safe to delete. */
export function cacheFolder(): string {
  return join(repositoryRoot(), 'node_modules', '.cache', 'kerege');
}
