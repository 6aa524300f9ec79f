import { readFile } from 'node:fs/promises';
import type { SealingPublicKey } from '#security';
import { UsageError } from '../command.js';

export type Curve = 'Ed25519' | 'X25519';

/** The `kid` and `x` of a public key, as `keys make` prints them or a national service answers. @throws UsageError */
export async function publicKeyIn(file: string, curve: Curve): Promise<SealingPublicKey> {
  return publicKeyOf(parsed(await readFile(file, 'utf8'), file), file, curve);
}

/** A national service names no curve: its keys are to seal to. @throws UsageError where it is none, of the other curve, or private */
export function publicKeyOf(value: unknown, origin: string, curve: Curve): SealingPublicKey {
  const { kid, x, d, crv = 'X25519' } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (d !== undefined) throw new UsageError(`${origin} holds a private key: hand over the public one`);
  if (typeof kid === 'string' && typeof x === 'string' && crv === curve) return { kid, x };
  throw new UsageError(`${origin} is not a public ${curve} key with kid and x`);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
}
