import { open, readdir, readlink, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { leaksAt, type Leak, type LeakSearch } from './leak-search.testing.js';

const CHUNK = 4 * 1024 * 1024;
const EMPTY = Buffer.alloc(CHUNK);

export interface RawSearch {
  readonly leaks: readonly Leak[];
  readonly files: number;
  readonly bytes: number;
}

/**
 * Searches the raw bytes of every file below a folder, links to folders followed, but for the named entries of the folder.
 * Servers may be at work there: when a file is gone before it was read, what came meanwhile is looked for, its new name included.
 */
export async function searchFolder(search: LeakSearch, folder: string, without: readonly string[]): Promise<RawSearch> {
  const leaks: Leak[] = [];
  const buffer = Buffer.alloc(CHUNK);
  let [files, bytes] = [0, 0];
  const searched = new Set<string>();
  for (let gone = true; gone;) {
    gone = false;
    for await (const file of filesBelow(folder, without)) {
      if (searched.has(file)) continue;
      const found = await searchFile(search, file, buffer).catch(undefinedIfGone);
      if (found === undefined) {
        gone = true;
        continue;
      }
      searched.add(file);
      leaks.push(...found.leaks);
      files += 1;
      bytes += found.bytes;
    }
  }
  return { leaks, files, bytes };
}

async function* filesBelow(folder: string, without: readonly string[] = []): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (without.includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
    else if (entry.isSymbolicLink()) {
      const real = resolve(folder, await readlink(path));
      if ((await stat(real)).isDirectory()) yield* filesBelow(real);
      else yield real;
    }
  }
}

function undefinedIfGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function searchFile(search: LeakSearch, file: string, buffer: Buffer): Promise<{ leaks: Leak[]; bytes: number }> {
  const handle = await open(file);
  const leaks: Leak[] = [];
  let bytes = 0;
  try {
    // Each piece begins with the end of the one before, so that no needle is cut in two.
    for (let kept = 0; ;) {
      const { bytesRead } = await handle.read(buffer, kept, CHUNK - kept);
      if (bytesRead === 0) break;
      bytes += bytesRead;
      const piece = buffer.subarray(0, kept + bytesRead);
      // Kafka's index files and new files of PostgreSQL's log are mostly holes.
      if (!piece.equals(EMPTY.subarray(0, piece.length))) leaks.push(...leaksAt(file, search.scan(piece)));
      kept = Math.min(search.longest, piece.length);
      buffer.copy(buffer, 0, piece.length - kept, piece.length);
    }
  } finally {
    await handle.close();
  }
  return { leaks, bytes };
}
