import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { flattenedVerify, FlattenedSign, importJWK } from 'jose';
import { parseSignature, signedPayload, signEvent, verifyEvent, type SignedAttributes } from './event-signature.js';
import { generateSigningKey, publicJwk, publicKeyFrom, type SigningKey } from '../signing-key.js';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const key = generateSigningKey('kz-2026-1');

const event: SignedAttributes = {
  topic: 'kz.case',
  key: '3f2c1a50-6d1e-4b6f-9a55-0c1f8f1f2a10',
  id: '9b2f7c1e-0c34-4d0b-8f8e-2d9a4c5b6e7f',
  source: 'KZ',
  type: 'kerege.case.decided.v1',
  subject: '3f2c1a50-6d1e-4b6f-9a55-0c1f8f1f2a10',
  version: 2,
  time: '2022-01-01T00:00:00Z',
  anonymizationprofile: 'a'.repeat(64),
  policyversion: 'kz-1',
  contenttype: 'application/json',
  value: Buffer.from('{"outcome":"ACTUAL","decidedby":"GOVERNMENT","decidedyear":2022}'),
};

function verifies(jws: string, received: SignedAttributes, by: SigningKey = key): boolean {
  const parsed = parseSignature(jws);
  return parsed !== null && parsed.kid === by.kid && verifyEvent(by.publicKey, parsed, received);
}

test('a signed event verifies, and names its key', () => {
  const jws = signEvent(key, event);
  expect(parseSignature(jws)?.kid).toBe('kz-2026-1');
  expect(verifies(jws, event)).toBe(true);
});

test('jose verifies our signatures', async () => {
  const [header, , signature] = signEvent(key, event).split('.');
  const payload = Buffer.from(signedPayload(event)).toString('base64url');
  const result = await flattenedVerify(
    { protected: header ?? '', payload, signature: signature ?? '' },
    await importJWK({ ...publicJwk(key) }, 'EdDSA'),
  );
  expect(result.protectedHeader).toEqual({ alg: 'EdDSA', kid: 'kz-2026-1' });
});

test('we verify signatures of jose, whatever the order of its header', async () => {
  const privateKey = await importJWK({ ...key.privateKey.export({ format: 'jwk' }) }, 'EdDSA');
  for (const header of [
    { alg: 'EdDSA', kid: key.kid },
    { kid: key.kid, alg: 'EdDSA' },
  ]) {
    const signed = await new FlattenedSign(Buffer.from(signedPayload(event)))
      .setProtectedHeader(header)
      .sign(privateKey);
    expect(verifies(`${signed.protected ?? ''}..${signed.signature}`, event)).toBe(true);
  }
});

const TEXTS = [
  'topic',
  'key',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'anonymizationprofile',
  'policyversion',
  'contenttype',
] as const;

/** Flips one bit of the UTF-8 bytes; ASCII stays ASCII, so the received text differs. */
function flipText(text: string, bit: number): string {
  const bytes = Buffer.from(text);
  const at = bit % (bytes.length * 7);
  bytes.writeUInt8(bytes.readUInt8(Math.floor(at / 7)) ^ (1 << (at % 7)), Math.floor(at / 7));
  return bytes.toString();
}

function flipBytes(value: Uint8Array, bit: number): Buffer {
  const bytes = Buffer.from(value);
  const at = bit % (bytes.length * 8);
  bytes.writeUInt8(bytes.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
  return bytes;
}

test('one flipped bit in any attribute, the payload, topic, key, signature or public key breaks it', () => {
  const jws = signEvent(key, event);
  const value = event.value ?? new Uint8Array();
  const parsed = parseSignature(jws);
  if (parsed === null) throw new Error('does not parse');
  const field = fc.constantFrom(...TEXTS, 'version', 'value', 'signature', 'publicKey', 'jws');
  fc.assert(
    fc.property(field, fc.nat(), (changed, bit) => {
      switch (changed) {
        case 'version':
          return !verifies(jws, { ...event, version: event.version ^ (1 << (bit % 31)) });
        case 'value':
          return !verifies(jws, { ...event, value: flipBytes(value, bit) });
        case 'signature': {
          return !verifyEvent(key.publicKey, { ...parsed, bytes: flipBytes(parsed.bytes, bit) }, event);
        }
        case 'publicKey': {
          const raw = Buffer.from(publicJwk(key).x, 'base64url');
          return !verifyEvent(publicKeyFrom(flipBytes(raw, bit).toString('base64url')), parsed, event);
        }
        case 'jws':
          return !verifies(flipText(jws, bit), event);
        default:
          return !verifies(jws, { ...event, [changed]: flipText(event[changed] ?? '', bit) });
      }
    }),
    { seed: SEED, numRuns: 2_000, verbose: true },
  );
});

test('attributes cannot be moved into one another', () => {
  const shifted = { ...event, anonymizationprofile: '', policyversion: 'kz-1"' };
  expect(signedPayload({ ...event, id: `${event.id}","x` })).not.toBe(
    signedPayload({ ...event, source: `x","${event.source}` }),
  );
  expect(signedPayload(shifted)).not.toBe(signedPayload(event));
});

test('an absent attribute is signed as empty, a tombstone as an empty payload', () => {
  const { anonymizationprofile: _profile, policyversion: _policy, ...rest } = event;
  const tombstone = { ...rest, value: null };
  const emptyDigest = createHash('sha256').digest('base64url');
  expect(JSON.parse(signedPayload(tombstone))).toEqual([
    'kerege-event-v1',
    event.topic,
    event.key,
    event.id,
    'KZ',
    event.type,
    event.subject,
    2,
    event.time,
    '',
    '',
    'application/json',
    emptyDigest,
  ]);
  expect(verifies(signEvent(key, tombstone), { ...rest, value: Buffer.alloc(0) })).toBe(true);
});

test('another key’s signature does not verify', () => {
  const other = generateSigningKey('kz-2026-1');
  expect(verifies(signEvent(other, event), event)).toBe(false);
});

test('a key or a signature of small order signs nothing: with both, one signature would be good for every event', () => {
  const identity = Buffer.alloc(32);
  identity.writeUInt8(1);
  const parsed = parseSignature(signEvent(key, event));
  if (parsed === null) throw new Error('does not parse');
  const bytes = Buffer.concat([identity, Buffer.alloc(32)]);
  expect(verifyEvent(identity, { ...parsed, bytes }, event)).toBe(false);
});

const encode = (header: object) => Buffer.from(JSON.stringify(header)).toString('base64url');
const SIGNATURE = Buffer.alloc(64, 7).toString('base64url');

test.each([
  ['nothing', ''],
  ['no signature', `${encode({ alg: 'EdDSA', kid: 'k' })}..`],
  ['an attached payload', `${encode({ alg: 'EdDSA', kid: 'k' })}.e30.${SIGNATURE}`],
  ['a fourth part', `${encode({ alg: 'EdDSA', kid: 'k' })}..${SIGNATURE}.x`],
  ['alg none', `${encode({ alg: 'none', kid: 'k' })}..${SIGNATURE}`],
  ['alg HS256', `${encode({ alg: 'HS256', kid: 'k' })}..${SIGNATURE}`],
  ['no kid', `${encode({ alg: 'EdDSA' })}..${SIGNATURE}`],
  ['a kid that is no id', `${encode({ alg: 'EdDSA', kid: '../../key' })}..${SIGNATURE}`],
  ['an embedded key', `${encode({ alg: 'EdDSA', kid: 'k', jwk: {} })}..${SIGNATURE}`],
  ['a critical extension', `${encode({ alg: 'EdDSA', kid: 'k', b64: false, crit: ['b64'] })}..${SIGNATURE}`],
  ['a header that is no object', `${encode([])}..${SIGNATURE}`],
  ['a header that is no JSON', `eHh4..${SIGNATURE}`],
  ['a short signature', `${encode({ alg: 'EdDSA', kid: 'k' })}..${SIGNATURE.slice(0, 80)}`],
  ['padding', `${encode({ alg: 'EdDSA', kid: 'k' })}..${SIGNATURE}==`],
  ['spare bits set', `${encode({ alg: 'EdDSA', kid: 'k' })}..${SIGNATURE.slice(0, -1)}d`],
  ['a huge header', `${encode({ alg: 'EdDSA', kid: 'k', x: 'y'.repeat(10_000) })}..${SIGNATURE}`],
])('refuses %s', (_what, jws) => {
  expect(parseSignature(jws)).toBeNull();
});

test('arbitrary text never throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      parseSignature(a);
      parseSignature(`${a}..${b}`);
    }),
    { seed: SEED },
  );
});
