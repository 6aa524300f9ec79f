import { Parser } from '@asyncapi/parser';
import { stringify } from 'yaml';
import { agencyAcls } from '../agencies/agency-acls.js';
import { ANSWER_EXAMPLE, RecordAnsweredSchema } from '../agencies/agency-messages.js';
import { agencyTopicConfig } from '../agencies/agency-topic-config.js';
import { agencyTopics, RECORDS_KEPT_MS } from '../agencies/agency-topics.js';
import { compile } from '../validation/compiler.js';
import { agencyAsyncApiDocument } from './agency-document.js';

interface Shape {
  channels: Record<string, { address: string }>;
  operations: Record<string, { action: 'send' | 'receive'; channel: { $ref: string } }>;
}
const shape = agencyAsyncApiDocument() as Shape;

test('the document is valid AsyncAPI 3.0 by @asyncapi/parser: no error, no warning', async () => {
  const { document, diagnostics } = await new Parser().parse(
    stringify(agencyAsyncApiDocument(), { aliasDuplicateObjects: false }),
  );
  const found = diagnostics
    .filter(({ severity }) => Number(severity) <= 1)
    .map(({ message, path }) => `${path.join('.')}: ${message}`);
  expect(found).toEqual([]);
  expect(document?.version()).toBe('3.0.0');
});

test('what an organisation may do there is what its permissions say', () => {
  const fromDocument = Object.values(shape.operations).map(({ action, channel }) => {
    const address = shape.channels[channel.$ref.replace('#/channels/', '')]?.address.replace(
      '{organisation}',
      'KZ-NGO-01',
    );
    return `${action === 'send' ? 'WRITE' : 'READ'} ${address}`;
  });
  const fromAcls = agencyAcls('KZ', ['KZ-NGO-01', 'KZ-MVD-01'], '')
    .filter(({ principal, resourceType }) => principal === 'KZ-NGO-01' && resourceType === 'TOPIC')
    .filter(({ operation }) => operation !== 'DESCRIBE')
    .map(({ operation, resourceName }) => `${operation} ${resourceName}`);
  expect(fromDocument.sort()).toEqual(fromAcls.sort());
});

test('no organisation has a permission on what another one reads, and nobody one on what he does not need', () => {
  const acls = agencyAcls('KZ', ['KZ-NGO-01', 'KZ-MVD-01'], 'p.');
  expect(acls.every(({ resourceName }) => resourceName.startsWith('p.'))).toBe(true);
  const foreign = acls.filter(
    ({ principal, resourceName }) =>
      principal.startsWith('KZ-') && /KZ-/.test(resourceName) && !resourceName.includes(principal),
  );
  expect(foreign).toEqual([]);
  expect(acls.filter(({ resourceType }) => resourceType === 'CLUSTER')).toEqual([]);
});

test('sealed records do not stay for ever', () => {
  const [records] = agencyTopics('KZ', []);
  const config = agencyTopicConfig(records ?? { retentionMs: 0 });
  expect(Number(config['retention.ms'])).toBe(RECORDS_KEPT_MS);
  expect(Number(config['segment.ms'])).toBeLessThan(RECORDS_KEPT_MS);
});

test('the example is an answer', () => {
  expect(compile(RecordAnsweredSchema)(ANSWER_EXAMPLE)).toBe(true);
});
