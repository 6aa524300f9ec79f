import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  generateSealingKey,
  generateSigningKey,
  loadSealingKey,
  loadSigningKey,
  saveSealingKey,
  saveSigningKey,
  type SealingKey,
  type SigningKey,
} from '#security';

/** The Ed25519 key in a file, made on the first start. */
export async function signingKeyIn(file: string, name: string): Promise<SigningKey> {
  if (existsSync(file)) return loadSigningKey(file);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const key = generateSigningKey(`${name}-1`);
  await saveSigningKey(file, key);
  return key;
}

/** The X25519 key in a file, made on the first start. */
export async function sealingKeyIn(file: string, name: string): Promise<SealingKey> {
  if (existsSync(file)) return loadSealingKey(file);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const key = generateSealingKey(`${name}-1`);
  await saveSealingKey(file, key);
  return key;
}
