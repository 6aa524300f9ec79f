import { CompactEncrypt } from 'jose';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealedSchema } from '#contracts';
import { open, seal, kidOfSealed } from './sealed-part.js';
import {
  generateSealingKey,
  loadSealingKey,
  saveSealingKey,
  sealingPublicKey,
  type SealingKey,
} from './sealing-key.js';

const own = generateSealingKey('uz-referral-1');
const other = generateSealingKey('kz-referral-1');
const place = { ref: '00000000-0000-4000-8000-000000000001', part: 'preview' };
const ring =
  (...keys: SealingKey[]) =>
  (kid: string) =>
    keys.find((key) => key.kid === kid);
const data = { services: ['PSYCHOLOGICAL'], note: 'Ҳамроҳӣ' };
const unreadable = expect.objectContaining({ code: 'sealed-part-unreadable' }) as Error;

test('the owner of the key reads what was sealed, nobody else', async () => {
  const sealed = await seal(data, sealingPublicKey(own), place);
  expect(await open(sealed, ring(other, own), place)).toEqual(data);
  expect(kidOfSealed(sealed)).toBe(own.kid);
  await expect(open(sealed, ring(other), place)).rejects.toThrow(unreadable);
  await expect(open(sealed, ring({ ...other, kid: own.kid }), place)).rejects.toThrow(unreadable);
});

test('a part opens in its own place only', async () => {
  const sealed = await seal(data, own, place);
  await expect(open(sealed, ring(own), { ...place, part: 'guard' })).rejects.toThrow(unreadable);
  await expect(open(sealed, ring(own), { ...place, ref: place.ref.replace('1', '2') })).rejects.toThrow(unreadable);
});

test('whoever changes a bit, takes another algorithm or sends rubbish is refused, and no error quotes the part', async () => {
  const sealed = await seal(data, own, place);
  const flipped = sealed.slice(0, -3) + (sealed.at(-3) === 'A' ? 'B' : 'A') + sealed.slice(-2);
  const jwk = { kty: 'OKP', crv: 'X25519', x: own.x };
  const weaker = await new CompactEncrypt(Buffer.from('{}'))
    .setProtectedHeader({ alg: 'ECDH-ES+A128KW', enc: 'A128GCM', kid: own.kid, ...place })
    .encrypt(jwk);
  const noJson = await new CompactEncrypt(Buffer.from('canary'))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: own.kid, ...place })
    .encrypt(jwk);
  for (const bad of [flipped, weaker, noJson, 'canary', '....', '']) {
    await expect(open(bad, ring(own), place)).rejects.toThrow(unreadable);
    await expect(open(bad, ring(own), place)).rejects.not.toThrow(/canary/);
  }
});

test('has the form of the contract, hides the length within a KiB, and never comes out the same twice', async () => {
  const [short, long] = [await seal({}, own, place), await seal({ text: 'x'.repeat(1000) }, own, place)];
  for (const sealed of [short, long]) expect(sealed).toMatch(new RegExp(SealedSchema.pattern ?? 'missing', 'u'));
  expect(short).toHaveLength(long.length);
  expect(await seal({}, own, place)).not.toBe(short);
  expect((await seal({ text: 'x'.repeat(1100) }, own, place)).length).toBeGreaterThan(short.length);
});

test('a key survives its file, which its owner alone can read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kerege-'));
  try {
    const file = join(folder, 'key.jwk');
    await saveSealingKey(file, own);
    expect(await loadSealingKey(file)).toEqual(own);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ kty: 'OKP', crv: 'X25519', kid: own.kid });
    await expect(saveSealingKey(file, other)).rejects.toThrow();
  } finally {
    await rm(folder, { recursive: true });
  }
});
