import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BearerTokens, issueToken, type TokenEntry } from './bearer-tokens.js';

const police = issueToken({ name: 'police-almaty', role: 'agency', organisation: 'POLICE-ALM' });
const shelter = issueToken({ name: 's', role: 'agency', organisation: 'SHELTER-1', organisationType: 'NGO' });
const operator = issueToken({ name: 'operator', role: 'operator' });
const tokens = new BearerTokens([police.entry, shelter.entry, operator.entry]);

test('a token names its caller, with role and organisation', () => {
  expect(tokens.authenticate(`Bearer ${police.token}`)).toEqual({
    name: 'police-almaty',
    role: 'agency',
    organisation: 'POLICE-ALM',
  });
  expect(tokens.authenticate(`Bearer ${shelter.token}`)?.organisationType).toBe('NGO');
  expect(tokens.authenticate(`bearer  ${operator.token}`)).toEqual({ name: 'operator', role: 'operator' });
});

test.each([
  ['no header', undefined],
  ['an empty header', ''],
  ['another scheme', `Basic ${police.token}`],
  ['no scheme', police.token],
  ['an unknown token', `Bearer ${issueToken({ name: 'x', role: 'y' }).token}`],
  ['the stored hash', `Bearer ${police.entry.sha256}`],
  ['a part of a token', `Bearer ${police.token.slice(0, -1)}`],
  ['two tokens', `Bearer ${police.token} ${operator.token}`],
])('%s is nobody', (_what, header) => {
  expect(tokens.authenticate(header)).toBeUndefined();
});

test('a token is random and not in its entry', () => {
  expect(Buffer.from(police.token, 'base64url')).toHaveLength(32);
  expect(JSON.stringify(police.entry)).not.toContain(police.token);
});

test.each<[string, unknown]>([
  ['an entry without role', { name: 'a', sha256: 'a'.repeat(64) }],
  ['an entry without name', { role: 'a', sha256: 'a'.repeat(64) }],
  ['a token in clear', { name: 'a', role: 'b', sha256: 'secret-token' }],
  ['an empty organisation', { name: 'a', role: 'b', sha256: 'a'.repeat(64), organisation: '' }],
  [
    'a type of body that is in no list',
    { name: 'a', role: 'b', sha256: 'a'.repeat(64), organisation: 'X', organisationType: 'Friends' },
  ],
  ['null', null],
])('%s is refused when the service starts', (_what, entry) => {
  expect(() => new BearerTokens([entry as TokenEntry])).toThrow(/^tokens: entry 0/);
});

test('one token cannot stand for two callers', () => {
  expect(() => new BearerTokens([police.entry, { ...operator.entry, sha256: police.entry.sha256 }])).toThrow(
    'two callers',
  );
});

test('the file is a JSON array', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kerege-tokens-'));
  const file = join(folder, 'tokens.json');
  await writeFile(file, JSON.stringify([police.entry]));
  expect((await BearerTokens.load(file)).authenticate(`Bearer ${police.token}`)?.name).toBe('police-almaty');
  await writeFile(file, '{"secret":');
  await expect(BearerTokens.load(file)).rejects.toMatchObject({ code: 'tokens-file-invalid' });
  await rm(folder, { recursive: true });
});
