import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';

const FORMAT = 'kerege-key';
const KEY_BYTES = 32;
/** Permissions of others than the owner. */
const OTHERS = 0o077;
const PURPOSE = /^[A-Z][A-Z0-9_-]{0,31}$/;

/** An encoding key and the only purpose that it serves. */
export interface EncodingKey {
  readonly key: Buffer;
  readonly purpose: string;
}

/** Writes a fresh key, readable by its owner only. @throws Error when the file exists or the purpose is no word like GENERAL */
export function makeKeyFile(file: string, purpose: string): void {
  if (!PURPOSE.test(purpose)) {
    throw new Error(`${purpose} is no purpose: capital letters, digits, - and _, for example GENERAL`);
  }
  const content = { format: FORMAT, version: 1, purpose, key: randomBytes(KEY_BYTES).toString('base64url') };
  writeFileSync(file, `${JSON.stringify(content)}\n`, { mode: 0o600, flag: 'wx' });
}

/** @throws Error with the reason: missing, open to others, no key file, too short, or of another purpose */
export function readKeyFile(file: string, purpose: string): EncodingKey {
  const refuse = (reason: string): never => {
    throw new Error(`The key file ${file} is refused: ${reason}.`);
  };
  let text = '';
  try {
    if ((statSync(file).mode & OTHERS) !== 0) refuse(`others than its owner may read it; chmod 600 ${file}`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    refuse(`it is missing; npm run kerege -- key --purpose ${purpose} --out ${file} makes one`);
  }
  const content = contentOf(text) ?? refuse('it is no key file of "kerege key"');
  const key = Buffer.from(content.key, 'base64url');
  if (key.length !== KEY_BYTES) refuse(`its key has ${key.length} bytes instead of ${KEY_BYTES}`);
  if (content.purpose !== purpose) refuse(`it is for ${content.purpose}, the schema is for ${purpose}`);
  return { key, purpose };
}

function contentOf(text: string): { key: string; purpose: string } | null {
  try {
    const { format, version, purpose, key } = JSON.parse(text) as Record<string, unknown>;
    const isOurs = format === FORMAT && version === 1 && typeof purpose === 'string' && typeof key === 'string';
    return isOurs ? { key, purpose } : null;
  } catch {
    return null;
  }
}
