import { readFile, stat, writeFile } from 'node:fs/promises';
import { SecurityError } from './security-error.js';

/** Writes a private JWK, readable by its owner alone; never over an existing file. */
export async function writeKeyFile(file: string, jwk: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(jwk)}\n`, { mode: 0o600, flag: 'wx' });
}

/**
 * Reads a file that holds one private JWK.
 * @throws SecurityError `key-file-open` when users outside of the file's group can read or write it, `key-file-invalid`
 */
export async function readKeyFile(file: string): Promise<Record<string, unknown>> {
  const { mode } = await stat(file);
  if ((mode & 0o007) !== 0) throw new SecurityError('key-file-open', `${file} is open to every user: chmod 600`);
  const jwk = parseJwk(await readFile(file, 'utf8'), file);
  if (typeof jwk['d'] !== 'string') throw new SecurityError('key-file-invalid', `${file} holds no private key`);
  return jwk;
}

function parseJwk(text: string, file: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    // Falls through: the parser's message would quote the file.
  }
  throw new SecurityError('key-file-invalid', `${file} is not a JWK`);
}
