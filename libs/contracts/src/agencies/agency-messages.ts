import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { COUNTRIES } from '../countries.js';
import { closed, oneOf, UuidSchema } from '../events/envelope.js';
import { RECORD_SCHEMA } from './record-schema.js';

export const RECORD_SUBMITTED = 'kerege.agency.record-submitted';
export const RECORD_ANSWERED = 'kerege.agency.record-answered';

/** Largest value of a submitted record, bytes: the longest record there is, signed, filled up and sealed. */
export const MAX_SUBMITTED_BYTES = 256 * 1024;

/** `content-type` of a sealed record (RFC 7516 5.1: JWE compact serialisation). */
export const SEALED_CONTENT_TYPE = 'application/jose';

/** Name of the sealed part: `part` in the protected header of its JWE. */
export const AGENCY_RECORD_PART = 'agency-record';

const RecordIdSchema = Type.String({ pattern: '^[A-Z]{2}-[A-Za-z0-9]{4,32}$' });
const OrganisationSchema = Type.String({ pattern: '^[A-Z]{2}-[A-Za-z0-9-]{2,60}$' });

const common = {
  ce_specversion: Type.Literal('1.0'),
  ce_id: Type.String({ ...UuidSchema, description: 'UUID v4.' }),
  ce_time: Type.String({ format: 'date-time', description: 'When it was made, UTC.' }),
};

/** Headers of a submitted record: CloudEvents 1.0 in Kafka binary mode. */
export const SubmittedHeadersSchema = closed({
  'content-type': Type.Literal(SEALED_CONTENT_TYPE),
  ...common,
  ce_source: Type.String({ ...OrganisationSchema, description: 'The organisation’s code.' }),
  ce_type: Type.Literal(RECORD_SUBMITTED),
  ce_subject: Type.String({ ...RecordIdSchema, description: 'The record’s id; equals the Kafka key.' }),
});

export const SubmittedValueSchema = Type.String({
  pattern: '^[A-Za-z0-9_-]{16,2048}\\.\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]{2,261000}\\.[A-Za-z0-9_-]{22}$',
  description:
    'JWE compact serialisation, `alg` ECDH-ES over X25519, `enc` A256GCM. Protected header: `kid` of the national service’s intake key, `ref` equal to ce_id, `part` "agency-record". The plaintext is SealedContent, filled with spaces to a multiple of 1 KiB.',
});

/** What the JWE holds. */
export const SealedContentSchema = closed({
  signed: Type.String({
    pattern: '^[A-Za-z0-9_-]{16,512}\\.[A-Za-z0-9_-]{2,196000}\\.[A-Za-z0-9_-]{86}$',
    description:
      'JWS compact serialisation, protected header exactly `alg` EdDSA (Ed25519) and the organisation’s `kid`. The payload is SignedContent as JSON.',
  }),
});

/** What the JWS holds: the message's id, so that it counts once, and the record. */
export const SignedContentSchema = closed({
  id: Type.String({ ...UuidSchema, description: 'Equals ce_id.' }),
  record: Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    description: 'CaseRecord, or a record in the names and codes of HTCDS 2.0 with own columns beside them.',
  }),
});

/** What can be wrong with a message before its record is looked at; in `errors` under the field `message`. */
export const MESSAGE_FAULTS = {
  codec: 'The batch is compressed or damaged; send uncompressed.',
  oversize: 'The value or its headers are too large.',
  undecodable: 'A header is missing, repeated or malformed, or the value is no JWE.',
  'wrong-key': 'The Kafka key is not ce_subject.',
  unreadable: 'No intake key opens it for this ce_id, or what it holds has another form.',
  'bad-signature': 'No key of the organisation has signed it.',
  'wrong-id': 'The signed id is not ce_id.',
  'repeated-id': 'The id was used for another message.',
  'answered-before': 'This message was rejected so long ago that the reasons are no longer kept; send the record anew.',
  'not-applicable': 'The register cannot take this record; its operator has been told.',
} as const;
export type MessageFault = keyof typeof MESSAGE_FAULTS;

/** Headers of an answer. */
export const AnsweredHeadersSchema = closed({
  'content-type': Type.Literal('application/json'),
  ...common,
  ce_source: Type.Unsafe({ ...oneOf(COUNTRIES), description: 'The country whose register answers.' }),
  ce_type: Type.Literal(RECORD_ANSWERED),
  ce_subject: Type.Optional(Type.String({ ...RecordIdSchema, description: 'The record’s id; equals the Kafka key.' })),
});

/** What became of one submitted record. Never a value of the record. */
export const RecordAnsweredSchema = closed({
  message_id: Type.Optional(Type.String({ ...UuidSchema, description: 'ce_id of the submitted record.' })),
  record_id: Type.Optional(RecordIdSchema),
  outcome: oneOf(['registered', 'changed', 'unchanged', 'rejected']),
  case_ref: Type.Optional(Type.String({ ...UuidSchema, description: 'The case in the register.' })),
  errors: Type.Optional(
    Type.Array(
      closed({
        field: Type.String({ maxLength: 64, description: 'Column, `record` for the whole of it, or `message`.' }),
        code: Type.String({ pattern: '^[a-z][a-z-]{0,39}$' }),
      }),
      { description: 'Everything that is wrong, by field and code; never what was found there.' },
    ),
  ),
  not_taken: Type.Optional(
    Type.Array(Type.String({ maxLength: 64 }), {
      description: 'Fields of HTCDS with a value for which a record has no place.',
    }),
  ),
  position: closed({
    partition: Type.Integer({ minimum: 0 }),
    offset: Type.String({ pattern: '^[0-9]{1,19}$', description: 'Decimal.' }),
  }),
});
export type RecordAnswer = Static<typeof RecordAnsweredSchema>;

/** The named schemas of the agencies' side, as its documents and its clients' types call them. */
export const AGENCY_SCHEMAS: Readonly<Record<string, TSchema | object>> = {
  SubmittedHeaders: SubmittedHeadersSchema,
  SealedContent: SealedContentSchema,
  SignedContent: SignedContentSchema,
  CaseRecord: RECORD_SCHEMA,
  AnsweredHeaders: AnsweredHeadersSchema,
  RecordAnswered: RecordAnsweredSchema,
};

/** An answer that a client can rely on; the position is where the submitted record lies in `agency.case-records`. */
export const ANSWER_EXAMPLE: RecordAnswer = {
  message_id: '5f0c2f2e-5b0a-4c66-9d0f-0a4b8c1d2e3f',
  record_id: 'KZ-NGO00017',
  outcome: 'rejected',
  errors: [{ field: 'birth_date', code: 'impossible-date' }],
  position: { partition: 2, offset: '1041' },
};
