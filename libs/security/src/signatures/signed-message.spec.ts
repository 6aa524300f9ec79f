import { generateSigningKey } from '../signing-key.js';
import { signMessage, verifyMessage } from './signed-message.js';

const key = generateSigningKey('police-1');
const other = generateSigningKey('police-1');
const data = { id: 'one', record: { surname: 'Жұмабаева' } };
const of = (one: typeof key) => (kid: string) => (kid === one.kid ? one.publicKey : undefined);

test('what was signed is given back with its signer', () => {
  expect(verifyMessage(signMessage(data, key), of(key))).toEqual({ kid: 'police-1', data });
});

test('another key, an unknown key and a changed letter count for nothing', () => {
  const signed = signMessage(data, key);
  const [header, payload = '', signature] = signed.split('.');
  const changed = Buffer.from(JSON.stringify({ ...data, id: 'two' })).toString('base64url');
  expect(() => verifyMessage(signed, of(other))).toThrow('does not belong');
  expect(() => verifyMessage(signed, () => undefined)).toThrow('no known key');
  expect(() => verifyMessage(`${header}.${changed}.${signature}`, of(key))).toThrow('does not belong');
  expect(() => verifyMessage(`${header}.${payload}.${signature}.x`, of(key))).toThrow('no known key');
  expect(() => verifyMessage(`.${payload}.`, of(key))).toThrow('no known key');
});

test('a header that says more, or names another algorithm, is refused before any key is asked', () => {
  const [, payload, signature] = signMessage(data, key).split('.');
  for (const header of [
    { alg: 'none' },
    { alg: 'EdDSA', kid: 'police-1', jwk: {} },
    { alg: 'HS256', kid: 'police-1' },
  ]) {
    const encoded = Buffer.from(JSON.stringify(header)).toString('base64url');
    const asked = () => {
      throw new Error('asked');
    };
    expect(() => verifyMessage(`${encoded}.${payload}.${signature}`, asked)).toThrow('no known key');
  }
});

test('an error quotes nothing of what was signed', () => {
  const input = signMessage({ surname: 'Жұмабаева' }, key);
  const refused = () => verifyMessage(input, of(other));
  expect(refused).not.toThrow('Жұмабаева');
  expect(refused).toThrow('signature');
});
