import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSigningKey, loadSigningKey, publicJwk, publicKeyFrom, saveSigningKey } from './signing-key.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kerege-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a saved key loads again, and only its owner can read the file', async () => {
  const key = generateSigningKey('uz-2026-1');
  const file = join(folder, 'uz.jwk');
  await saveSigningKey(file, key);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const loaded = await loadSigningKey(file);
  expect(publicJwk(loaded)).toEqual(publicJwk(key));
  expect(loaded.privateKey.equals(key.privateKey)).toBe(true);
});

test('a key is never written over another one', async () => {
  const file = join(folder, 'uz.jwk');
  await saveSigningKey(file, generateSigningKey('a'));
  await expect(saveSigningKey(file, generateSigningKey('b'))).rejects.toMatchObject({ code: 'EEXIST' });
});

test('a key file that every user can read is refused', async () => {
  const file = join(folder, 'uz.jwk');
  await saveSigningKey(file, generateSigningKey('a'));
  await chmod(file, 0o644);
  await expect(loadSigningKey(file)).rejects.toMatchObject({ code: 'key-file-open' });
});

test.each([
  ['no JSON', 'nonsense-SECRET'],
  ['a public key', JSON.stringify(publicJwk(generateSigningKey('a')))],
  ['another curve', JSON.stringify({ kty: 'OKP', crv: 'X25519', kid: 'a', x: 'SECRET', d: 'SECRET' })],
  ['a private key without kid', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'SECRET', d: 'SECRET' })],
])('%s is refused without quoting the file', async (_what, text) => {
  const file = join(folder, 'bad.jwk');
  await writeFile(file, text, { mode: 0o600 });
  const error = await loadSigningKey(file).catch((e: unknown) => e);
  expect(error).toMatchObject({ name: 'SecurityError' });
  expect(String(error)).not.toContain('SECRET');
});

test('the file is a JWK that other tools read', async () => {
  const file = join(folder, 'uz.jwk');
  await saveSigningKey(file, generateSigningKey('uz-1'));
  const jwk = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  expect(jwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519', kid: 'uz-1' });
  expect(publicKeyFrom(jwk['x'] ?? '')).toEqual((await loadSigningKey(file)).publicKey);
});
