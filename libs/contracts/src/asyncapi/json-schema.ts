import type { TSchema } from '@sinclair/typebox';
import { EVENT_SOURCES } from '../countries.js';
import type { EventDefinition } from '../events/envelope.js';
import { closed, oneOf, UuidSchema } from '../events/envelope.js';
import { Type } from '@sinclair/typebox';

/** A JSON Schema without TypeBox's own symbols. */
export function plainSchema(schema: TSchema): object {
  return JSON.parse(JSON.stringify(schema)) as object;
}

const text = (pattern: string, description: string) => Type.String({ pattern, description });

/** The headers of one type of event: CloudEvents 1.0 in Kafka binary mode, every value as UTF-8 text. */
export function headersSchema(definition: EventDefinition): TSchema {
  const ofCase = definition.type.startsWith('kerege.case.');
  return closed({
    'content-type': Type.Literal('application/json'),
    ce_specversion: Type.Literal('1.0'),
    ce_id: Type.String({ ...UuidSchema, description: 'UUID v4. With ce_source the key of idempotency.' }),
    ce_source: Type.Unsafe({
      ...oneOf(EVENT_SOURCES),
      description: 'The signer, who is the owner of the topic or one of its writers.',
    }),
    ce_type: Type.Literal(definition.type),
    ce_subject: Type.String({ ...UuidSchema, description: 'Equals the record’s key.' }),
    ce_version: text('^[1-9][0-9]{0,15}$', 'Counts from 1 for each topic, source and subject.'),
    ce_time: Type.String({
      format: 'date-time',
      description: 'UTC, never finer than the level of generalisation allows.',
    }),
    ce_signature: text(
      '^[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]{86}$',
      'Detached JWS (RFC 7515 appendix F), EdDSA over attributes, payload digest, topic and key; kid names a key of the members log.',
    ),
    ...(ofCase ? caseHeaders : {}),
  });
}

const caseHeaders = {
  ce_anonymizationprofile: Type.Optional(text('^[0-9a-f]{64}$', 'SHA-256 of the ladder file, hex.')),
  ce_policyversion: Type.Optional(text('^[A-Za-z0-9._-]{1,64}$', 'Version of the country’s policy.')),
};
