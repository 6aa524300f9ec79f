import { readFile } from 'node:fs/promises';
import type { SealingPublicKey } from '#security';
import { publicKeyOf } from './public-key-file.js';

/** Lets a national service make its next key; the private half stays in its key store. */
export async function nextReferralKey(service: string, tokenFile: string): Promise<SealingPublicKey> {
  const url = `${service.replace(/\/$/, '')}/v1/referral-keys`;
  const token = (await readFile(tokenFile, 'utf8')).trim();
  const answer = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  if (answer.status !== 201) throw new Error(`${url} made no key: it answered ${answer.status}`);
  return publicKeyOf(await answer.json(), url, 'X25519');
}
