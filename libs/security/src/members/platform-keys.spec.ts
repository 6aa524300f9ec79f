import { SecurityError } from '../security-error.js';
import { generateSigningKey, publicJwk } from '../signing-key.js';
import { platformKeysFrom, type PublicKeySet } from './platform-keys.js';

const jwk = publicJwk(generateSigningKey('platform-1'));

test('a JWK set of Ed25519 public keys gives the keys by kid', () => {
  const other = publicJwk(generateSigningKey('platform-2'));
  expect([...platformKeysFrom({ keys: [jwk, other] }).keys()]).toEqual(['platform-1', 'platform-2']);
});

test.each<[string, unknown]>([
  ['an empty set', { keys: [] }],
  ['a kid twice', { keys: [jwk, jwk] }],
  ['a private key', { keys: [{ ...jwk, d: 'x' }] }],
  ['another curve', { keys: [{ ...jwk, crv: 'P-256' }] }],
  ['a malformed kid', { keys: [{ ...jwk, kid: 'a b' }] }],
  ['a short key', { keys: [{ ...jwk, x: 'AAAA' }] }],
])('%s is refused', (_what, set) => {
  expect(() => platformKeysFrom(set as PublicKeySet)).toThrow(SecurityError);
});
