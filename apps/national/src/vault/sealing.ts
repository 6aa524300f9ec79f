import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface Sealed {
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

/** AES-256-GCM under a case's data key. `context` binds the bytes to their row: they open nowhere else. */
export function seal(key: Buffer, context: string, plain: Buffer): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
}

/** @throws VaultError when the bytes were changed or belong to another row */
export function unseal(key: Buffer, context: string, { nonce, ciphertext, tag }: Sealed): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch (cause) {
    throw new VaultError('an encrypted row was changed, or its key is another one', { cause });
  }
}

export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code = 'vault-tampered';
}
