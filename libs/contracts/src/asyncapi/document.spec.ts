import { Parser } from '@asyncapi/parser';
import { stringify } from 'yaml';
import { aclsFor } from '../kafka/acls.js';
import { EVENTS } from '../events/all-events.js';
import { TOPICS } from '../topics.js';
import { asyncApiDocument } from './document.js';

interface Shape {
  channels: Record<
    string,
    { messages: Record<string, unknown>; bindings: { kafka: { topic: string; partitions: number } } }
  >;
  operations: Record<
    string,
    { action: string; channel: { $ref: string }; bindings: { kafka: { clientId: { const: string } } } }
  >;
  components: { messages: Record<string, unknown> };
}
const shape = JSON.parse(JSON.stringify(asyncApiDocument())) as Shape;

test('the document is valid AsyncAPI 3.0 by @asyncapi/parser: no error, no warning', async () => {
  const { document, diagnostics } = await new Parser().parse(
    stringify(asyncApiDocument(), { aliasDuplicateObjects: false }),
  );
  const found = diagnostics
    .filter(({ severity }) => Number(severity) <= 1)
    .map(({ message, path }) => `${path.join('.')}: ${message}`);
  expect(found).toEqual([]);
  expect(document?.version()).toBe('3.0.0');
});

test('every topic is a channel and every event a message', () => {
  expect(Object.keys(shape.channels)).toEqual(TOPICS.map(({ name }) => name));
  expect(Object.keys(shape.components.messages)).toEqual(EVENTS.map(({ type }) => type));
  for (const topic of TOPICS) {
    expect(shape.channels[topic.name]?.bindings.kafka).toMatchObject({
      topic: topic.name,
      partitions: topic.partitions,
    });
  }
});

test('operations and topic permissions say the same', () => {
  const fromDocument = Object.values(shape.operations).map(
    ({ action, channel, bindings }) =>
      `${bindings.kafka.clientId.const} ${action === 'send' ? 'WRITE' : 'READ'} ${channel.$ref.replace('#/channels/', '')}`,
  );
  const fromAcls = aclsFor('')
    .filter((acl) => acl.resourceType === 'TOPIC' && acl.operation !== 'DESCRIBE')
    .map((acl) => `${acl.principal} ${acl.operation} ${acl.resourceName}`);
  expect(fromDocument.sort()).toEqual(fromAcls.sort());
});
