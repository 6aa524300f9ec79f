import {
  AGENCY_SCHEMAS,
  ANSWER_EXAMPLE,
  AnsweredHeadersSchema,
  MAX_SUBMITTED_BYTES,
  MESSAGE_FAULTS,
  RECORD_ANSWERED,
  RECORD_SUBMITTED,
  RecordAnsweredSchema,
  SEALED_CONTENT_TYPE,
  SubmittedHeadersSchema,
  SubmittedValueSchema,
} from '../agencies/agency-messages.js';
import { agencyTopicConfig } from '../agencies/agency-topic-config.js';
import { agencyGroupOf, agencyTopics, notificationsOf } from '../agencies/agency-topics.js';
import type { TSchema } from '@sinclair/typebox';
import { PRODUCTION_REPLICAS } from '../kafka/topic-settings.js';
import { kafkaTopicBinding } from './channels.js';
import { plainSchema } from './json-schema.js';
import { SECURITY_SCHEMES, serverAt } from './servers.js';

const faults = Object.entries(MESSAGE_FAULTS).map(([code, text]) => `- \`${code}\`: ${text}`);

const DESCRIPTION = `How an organisation's own system hands records to its country's national service over the national brokers, and
how it is answered. These brokers are not the region's: nothing on them leaves the country.

A record is signed by the organisation (JWS, Ed25519) and sealed to the national service (JWE, X25519), so the brokers never hold an
identity that they could read. Its value has at most ${MAX_SUBMITTED_BYTES} bytes. Each record is answered by itself on the organisation's own topic.
A message that is sent again (same ce_id) changes nothing and is answered again; so does a record that is already registered as it is.

What can be wrong with a message before its record is looked at (\`errors\`, field \`message\`):

${faults.join('\n')}

A message whose ce_source names no connected organisation is answered to nobody. A deployment may put a prefix before every topic and
group. Generated from libs/contracts by \`npm run generate\`.`;

const ORGANISATION = '{organisation}';
const BINDING_VERSION = '0.5.0';

/** The AsyncAPI 3.0 document of one country's agencies' side, as plain data. */
export function agencyAsyncApiDocument(): object {
  const [records, notifications] = agencyTopics('KZ', [ORGANISATION]);
  if (records === undefined || notifications === undefined) {
    throw new Error('the agencies’ side has two kinds of topic');
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Kerege: an agency’s records and their answers',
      version: '1.0.0',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      contact: { name: 'The operators of the national service' },
      tags: [{ name: 'national', description: 'What stays inside of a country.' }],
    },
    defaultContentType: 'application/json',
    servers: {
      national: serverAt(
        'One country’s own brokers: Apache Kafka, SCRAM over TLS, one user name for each organisation.',
      ),
    },
    channels: {
      caseRecords: {
        address: records.name,
        title: records.name,
        description: 'Records of every organisation, each sealed to the national service.',
        messages: { [RECORD_SUBMITTED]: { $ref: `#/components/messages/${RECORD_SUBMITTED}` } },
        bindings: { kafka: { topic: records.name, ...bindingOf(records) } },
      },
      notifications: {
        address: notificationsOf(ORGANISATION),
        title: notificationsOf(ORGANISATION),
        description: 'What became of one organisation’s records. Nobody else reads it.',
        parameters: { organisation: { description: 'The organisation’s code, which is its user name as well.' } },
        messages: { [RECORD_ANSWERED]: { $ref: `#/components/messages/${RECORD_ANSWERED}` } },
        bindings: { kafka: bindingOf(notifications) },
      },
    },
    operations: {
      submitRecord: operation('send', 'caseRecords', 'An organisation hands in a record'),
      receiveAnswer: operation('receive', 'notifications', 'An organisation reads what became of its records', {
        groupId: { type: 'string', const: agencyGroupOf(ORGANISATION) },
      }),
    },
    components: {
      schemas: schemas(),
      messages: { [RECORD_SUBMITTED]: submitted(), [RECORD_ANSWERED]: answered() },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** The record inside of what is signed is named, not repeated. */
function schemas(): object {
  const plain = Object.entries(AGENCY_SCHEMAS).map(([name, schema]) => [name, plainSchema(schema as TSchema)] as const);
  const named = Object.fromEntries(plain) as Record<string, { properties: Record<string, object> }>;
  const { SignedContent } = named;
  if (SignedContent === undefined) throw new Error('what is signed has no schema');
  const properties = { ...SignedContent.properties, record: { $ref: '#/components/schemas/CaseRecord' } };
  return { ...named, SignedContent: { ...SignedContent, properties } };
}

function bindingOf(topic: ReturnType<typeof agencyTopics>[number]) {
  const { partitions } = topic;
  return kafkaTopicBinding(partitions, agencyTopicConfig(topic, { replicas: PRODUCTION_REPLICAS }));
}

function operation(action: 'send' | 'receive', channel: string, title: string, binding: object = {}): object {
  return {
    action,
    channel: { $ref: `#/channels/${channel}` },
    title,
    bindings: { kafka: { ...binding, bindingVersion: BINDING_VERSION } },
  };
}

function submitted(): object {
  return {
    name: RECORD_SUBMITTED,
    title: 'Record submitted',
    summary: 'One record, signed by its organisation and sealed to the national service.',
    description:
      'SealedContent is inside of the JWE, SignedContent inside of the JWS in it; its `record` is a CaseRecord.',
    contentType: SEALED_CONTENT_TYPE,
    headers: plainSchema(SubmittedHeadersSchema),
    payload: plainSchema(SubmittedValueSchema),
    bindings: {
      kafka: { key: plainSchema(SubmittedHeadersSchema.properties.ce_subject), bindingVersion: BINDING_VERSION },
    },
  };
}

function answered(): object {
  return {
    name: RECORD_ANSWERED,
    title: 'Record answered',
    summary: 'Registered, changed, unchanged, or rejected with every reason.',
    description: 'One for each submitted record, keyed by the record’s id.',
    contentType: 'application/json',
    headers: plainSchema(AnsweredHeadersSchema),
    payload: plainSchema(RecordAnsweredSchema),
    bindings: {
      kafka: { key: plainSchema(RecordAnsweredSchema.properties.record_id), bindingVersion: BINDING_VERSION },
    },
    examples: [{ name: 'rejected', payload: ANSWER_EXAMPLE }],
  };
}
