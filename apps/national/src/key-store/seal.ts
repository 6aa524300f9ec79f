import { createHmac, randomBytes } from 'node:crypto';
import { link, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyStoreError } from './key-store.js';

const SEAL_FILE = 'master.seal';

/**
 * The seal says which master key a folder belongs to, without telling anything about it.
 * @throws KeyStoreError `key-store-missing` without a seal, `key-store-tampered` with that of another key
 */
export async function checkSeal(folder: string, master: Buffer): Promise<void> {
  const found = await readFile(join(folder, SEAL_FILE), 'utf8').catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new KeyStoreError('key-store-missing', 'the key store, or its seal, is gone', { cause });
  });
  if (found === sealOf(master)) return;
  throw new KeyStoreError('key-store-tampered', 'the key store belongs to another master key');
}

/** Seals a new folder; leaves an existing seal alone. It appears whole or not at all, whoever else does the same. */
export async function writeSeal(folder: string, master: Buffer): Promise<void> {
  const draft = join(folder, `draft-${randomBytes(8).toString('hex')}`);
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(sealOf(master));
    await handle.sync();
    await link(draft, join(folder, SEAL_FILE));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await handle.close();
    await unlink(draft);
  }
}

function sealOf(master: Buffer): string {
  return createHmac('sha256', master).update('kerege key store').digest('hex');
}
