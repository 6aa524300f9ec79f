import { readFileSync, statSync } from 'node:fs';
import { NotAsExpected, type Variable } from './read-config.js';
import { list, variable, type Default } from './variables.js';

/** A secret or a key fits in this; anything bigger is a wrong path. Bytes. */
const LARGEST_FILE = 1024 * 1024;

function bytesOf(path: string): Buffer {
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > LARGEST_FILE) throw new NotAsExpected('must name a file of at most 1 MiB');
    return readFileSync(path);
  } catch (error) {
    if (error instanceof NotAsExpected) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new NotAsExpected(`names a file that cannot be read (${code})`);
  }
}

/** The text of the file that the variable names, without the line end at its end. For secrets, PEM and JSON. */
export function fileContents(name: string): Variable<string> {
  return variable(name, (path) => {
    const contents = bytesOf(path)
      .toString('utf8')
      .replace(/\r?\n$/, '');
    if (contents.trim() === '') throw new NotAsExpected('names a file that is empty');
    return contents;
  });
}

/** A path to an existing, readable file; the owner of the format reads it. */
export function existingFile(name: string): Variable<string> {
  return variable(name, (path) => {
    bytesOf(path);
    return path;
  });
}

/** Comma separated paths to existing, readable files of keys; at least one. */
export function keyFiles(name: string, options: Default<readonly string[]> = {}): Variable<readonly string[]> {
  const paths = list(name, { ...options, form: 'paths of key files' });
  return {
    name,
    read(env) {
      const found = paths.read(env);
      for (const path of found) bytesOf(path);
      return found;
    },
  };
}

/** A key of exactly `bytes` bytes, stored as base64url in the file that the variable names. */
export function keyFile(name: string, bytes: number): Variable<Buffer> {
  return variable(name, (path) => {
    const encoded = bytesOf(path).toString('ascii').trim();
    const key = /^[A-Za-z0-9_-]+$/.test(encoded) ? Buffer.from(encoded, 'base64url') : undefined;
    if (key?.length === bytes) return key;
    throw new NotAsExpected(`must name a file that holds ${bytes} bytes as base64url`);
  });
}
