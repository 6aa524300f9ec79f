import { compactDecrypt, CompactEncrypt, decodeProtectedHeader, type JWK } from 'jose';
import { SecurityError } from '../security-error.js';
import type { SealingKey, SealingPublicKey } from './sealing-key.js';

/** Where a sealed part belongs; it opens nowhere else. */
export interface SealedPlace {
  /** The subject of the event that carries it, or what else it is about: a UUID. */
  readonly ref: string;
  /** Which part, for example `preview`. */
  readonly part: string;
}

const ALGORITHMS = { alg: 'ECDH-ES', enc: 'A256GCM' } as const;

/** Plaintexts are filled up to a multiple of this, bytes, so that their length says little. */
const PADDING = 1024;

/**
 * Seals data to a public key: JWE compact serialisation (RFC 7516), ECDH-ES over X25519 with a fresh key of the sender (RFC 7518 4.6, RFC
 * 8037), A256GCM. Trailing spaces fill the JSON up to a multiple of 1 KiB.
 */
export async function seal(data: object, to: SealingPublicKey, { ref, part }: SealedPlace): Promise<string> {
  const text = Buffer.from(JSON.stringify(data));
  const filled = Buffer.alloc(Math.ceil(text.length / PADDING) * PADDING, ' ');
  text.copy(filled);
  return new CompactEncrypt(filled)
    .setProtectedHeader({ ...ALGORITHMS, kid: to.kid, ref, part })
    .encrypt({ kty: 'OKP', crv: 'X25519', x: to.x });
}

/** Key id that a sealed part names. @throws SecurityError `sealed-part-unreadable` */
export function kidOfSealed(sealed: string): string {
  try {
    const { kid } = decodeProtectedHeader(sealed);
    if (typeof kid === 'string') return kid;
  } catch {
    // Falls through: the parser's message would quote the part.
  }
  throw unreadable('it names no key');
}

/**
 * Opens a sealed part. The data have whatever form the sender gave them: check it.
 * @param keyOf the private key of a key id, `undefined` when it is not ours or has been destroyed
 * @throws SecurityError `sealed-part-unreadable` when no key opens it, or it belongs to another place
 */
export async function open(
  sealed: string,
  keyOf: (kid: string) => SealingKey | undefined,
  { ref, part }: SealedPlace,
): Promise<unknown> {
  const key = keyOf(kidOfSealed(sealed));
  if (key === undefined) throw unreadable('its key is not here');
  const { plaintext, protectedHeader } = await decrypted(sealed, key);
  if (protectedHeader['ref'] !== ref || protectedHeader['part'] !== part) {
    throw unreadable('it belongs to another place');
  }
  try {
    return JSON.parse(Buffer.from(plaintext).toString('utf8'));
  } catch {
    throw unreadable('it does not hold JSON');
  }
}

/** One form of each key for as long as its owner keeps it: to import it takes as long as to open a part. */
const forms = new WeakMap<SealingKey, JWK>();

function formOf(key: SealingKey): JWK {
  const form = forms.get(key) ?? { kty: 'OKP', crv: 'X25519', x: key.x, d: key.d };
  forms.set(key, form);
  return form;
}

async function decrypted(sealed: string, key: SealingKey) {
  try {
    return await compactDecrypt(sealed, formOf(key), {
      keyManagementAlgorithms: [ALGORITHMS.alg],
      contentEncryptionAlgorithms: [ALGORITHMS.enc],
    });
  } catch {
    throw unreadable('it does not open with its key');
  }
}

function unreadable(why: string): SecurityError {
  return new SecurityError('sealed-part-unreadable', `A sealed part cannot be read: ${why}.`);
}
