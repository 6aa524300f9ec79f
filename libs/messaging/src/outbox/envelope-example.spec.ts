import { readFileSync } from 'node:fs';
import { topicNamed } from '#contracts';
import { eventDigest, parseSignature, signedPayload, signingKeyFromJwk } from '#security';
import { inspectOne } from '../arrival/inspect-one.testing.js';
import type { OutboxRow } from './outbox-rows.js';
import { wireRecord, type WireRecord } from './wire-record.js';

/** The blocks of docs/reference/envelope.md that are marked `example <name>`. */
const page = readFileSync(new URL('../../../../docs/reference/envelope.md', import.meta.url), 'utf8');
function block(name: string): string {
  const text = new RegExp(`<!-- example ${name} -->\\s*\`\`\`[a-z]*\\n([^]*?)\\n\`\`\``).exec(page)?.[1];
  if (text === undefined) throw new Error(`the page has no example ${name}`);
  return text;
}

const key = signingKeyFromJwk(JSON.parse(block('key')) as Record<string, unknown>, 'the page');

const row: OutboxRow = {
  seq: '1',
  topic: 'kz.case',
  subject: '3f2c1a50-6d1e-4b6f-9a55-0c1f8f1f2a10',
  version: 2,
  id: '9b2f7c1e-0c34-4d0b-8f8e-2d9a4c5b6e7f',
  type: 'kerege.case.decided.v1',
  time: '2022-01-01T00:00:00Z',
  data: '{"outcome":"ACTUAL","decidedby":"GOVERNMENT","decidedyear":2022}',
  anonymizationprofile: 'c0ffee00'.repeat(8),
  policyversion: 'kz-1',
};
const record: WireRecord = wireRecord(row, { source: 'KZ', signingKey: key, topicPrefix: '' });
const signed = { ...row, source: 'KZ', topic: 'kz.case', key: row.subject, contenttype: 'application/json' };
const attributes = {
  ...signed,
  anonymizationprofile: 'c0ffee00'.repeat(8),
  policyversion: 'kz-1',
  value: record.value,
};

test('the headers of the page are the headers that the relay sends', () => {
  const headers = block('headers')
    .split('\n')
    .map((line) => /^([a-z_-]+): (.*)$/.exec(line)?.slice(1) as [string, string]);
  expect(Object.fromEntries(headers)).toEqual(record.headers);
});

test('the signed payload of the page is the one that is signed', () => {
  expect(block('payload')).toBe(signedPayload(attributes));
});

test('the digest of the page is the digest', () => {
  expect(block('digest')).toBe(eventDigest(row.type, row.subject, row.version, record.value).toString('hex'));
});

test('the value, partition and protected header of the page are the ones on the wire', () => {
  expect(block('value')).toBe(record.value?.toString());
  expect(block('partition')).toBe(String(record.partition));
  expect(block('protected')).toBe(
    Buffer.from(parseSignature(record.headers['ce_signature'] ?? '')?.header ?? '', 'base64url').toString(),
  );
});

test('a receiver accepts the example', async () => {
  const topic = topicNamed('kz.case');
  if (topic === undefined) throw new Error('no kz.case');
  const { value, headers } = record;
  const raw = { offset: '0', timestamp: '0', key: Buffer.from(record.key), value, headers };
  const keyring = { keyFor: () => ({ source: 'KZ', publicKey: key.publicKey }), knowsRules: () => true };
  const arrivedAs = (physicalTopic: string) => inspectOne(raw, record.partition, { keyring, topic, physicalTopic });
  expect(await arrivedAs('kz.case')).toMatchObject({ source: 'KZ', subject: record.key });
  expect(await arrivedAs('copied.kz.case')).toBe('bad-signature');
});
