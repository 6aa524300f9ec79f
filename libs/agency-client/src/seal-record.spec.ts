import { generateKeyPairSync } from 'node:crypto';
import { importJWK, type CryptoKey } from 'jose';
import { AGENCY_RECORD_PART, compile, SubmittedHeadersSchema, SubmittedValueSchema } from '#contracts';
import { generateSealingKey, open, sealingPublicKey, signingKeyFromJwk, verifyMessage } from '#security';
import { sealRecord } from './seal-record.js';

const intake = generateSealingKey('kz-intake-1');
const jwk = { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid: 'KZ-NGO-01-1' };
const own = signingKeyFromJwk(jwk, 'spec');
const record = { record_id: 'KZ-SPEC1', registered_on: '2026-01-01', agency: 'KZ-NGO-01', surname: 'Үлгілова' };

async function sealed() {
  const signing = { kid: jwk.kid, key: (await importJWK(jwk, 'EdDSA')) as CryptoKey };
  return sealRecord(record, { organisation: 'KZ-NGO-01', signing, intakeKey: sealingPublicKey(intake) });
}

test('what the client sends is what the national service opens and verifies', async () => {
  const { key, value, headers } = await sealed();
  expect(key).toBe(record.record_id);
  expect(compile(SubmittedHeadersSchema)(headers)).toBe(true);
  expect(compile(SubmittedValueSchema)(value)).toBe(true);
  const place = { ref: headers.ce_id, part: AGENCY_RECORD_PART };
  const { signed } = (await open(value, () => intake, place)) as { signed: string };
  const { kid, data } = verifyMessage(signed, () => own.publicKey);
  expect({ kid, data }).toEqual({ kid: 'KZ-NGO-01-1', data: { id: headers.ce_id, record } });
});

test('its length says little, and two of the same record look different', async () => {
  const [one, two] = [await sealed(), await sealed()];
  expect(one.value).not.toBe(two.value);
  expect(one.value.length).toBe(two.value.length);
  expect(one.headers.ce_id).not.toBe(two.headers.ce_id);
});
