import { EVENTS } from '../events/all-events.js';
import { MAX_EVENT_BYTES } from '../events/limits.js';
import { TOPICS } from '../topics.js';
import { channelOf } from './channels.js';
import { messageOf } from './messages.js';
import { operations } from './operations.js';
import { SECURITY_SCHEMES, SERVERS } from './servers.js';

const DESCRIPTION = `Topics and events of the region: what leaves a country, who may write and who may read it.

Every event is a CloudEvents 1.0 record in Kafka binary mode: attributes in headers, JSON in the value. The record's key
equals \`ce_subject\`; the partition is murmur2(key) modulo partitions. An event has at most ${MAX_EVENT_BYTES} bytes of value
and as many of headers. Payloads are closed: an unknown field makes an event invalid. On compacted topics an empty value
is a signed tombstone.

A deployment may put a prefix before every topic and group. Generated from libs/contracts by \`npm run generate\`.`;

/** The AsyncAPI 3.0 document of the contract, as plain data. */
export function asyncApiDocument(): object {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Kerege: events of the region',
      version: '1.0.0',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      contact: { name: 'The region’s operators' },
      tags: [{ name: 'region', description: 'What crosses a border.' }],
    },
    defaultContentType: 'application/json',
    servers: SERVERS,
    channels: Object.fromEntries(TOPICS.map((topic) => [topic.name, channelOf(topic)])),
    operations: operations(),
    components: {
      messages: Object.fromEntries(EVENTS.map((definition) => [definition.type, messageOf(definition)])),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
