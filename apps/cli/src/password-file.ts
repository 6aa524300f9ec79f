import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A password, and whether it was made just now. */
export interface Password {
  readonly value: string;
  readonly isNew: boolean;
}

/** Reads the password from the file, or makes one and writes it there, readable by its owner only. */
export function passwordFor(file: string | undefined, make: () => string): Password {
  if (file !== undefined && existsSync(file)) {
    return { value: readFileSync(file, 'utf8').replace(/\r?\n$/, ''), isNew: false };
  }
  const value = make();
  if (file !== undefined) writeFileSync(file, `${value}\n`, { mode: 0o600, flag: 'wx' });
  return { value, isNew: true };
}
