import { codesOf } from '../codes/lists/index.js';
import { COLUMNS, type ColumnKind } from './columns.js';

type Schema = Record<string, unknown>;

const ATTESTED = { type: 'string', enum: [...codesOf('CONSENT_PURPOSE')], description: 'Attested as given' };
const STATED = {
  type: 'object',
  additionalProperties: false,
  required: ['purpose', 'decision'],
  properties: {
    purpose: { type: 'string', enum: [...codesOf('CONSENT_PURPOSE')] },
    decision: { type: 'string', enum: [...codesOf('CONSENT_DECISION')] },
    basis: { type: 'string', enum: [...codesOf('CONSENT_BASIS')], default: 'RECORDED' },
    by: { type: 'string', enum: [...codesOf('CONSENT_BY')], default: 'UNKNOWN' },
    informed: { type: 'array', items: { type: 'string', enum: [...codesOf('INFORMED_CHECK')] } },
    taken_on: { type: 'string', description: 'Day or RFC 3339 instant' },
  },
};

function schemaOf(column: ColumnKind): Schema {
  const text = (description: string, extra: Schema = {}) => ({ type: ['string', 'null'], description, ...extra });
  switch (column.kind) {
    case 'text':
      return text('As typed', { maxLength: column.longest });
    case 'texts':
      return { type: 'array', items: { type: 'string', maxLength: column.longest } };
    case 'code':
      return { type: ['string', 'null'], enum: [...codesOf(column.list), null] };
    case 'codes':
      return { type: 'array', items: { type: 'string', enum: [...codesOf(column.list)] } };
    case 'consents':
      return { type: 'array', items: { oneOf: [ATTESTED, STATED] } };
    case 'record-id':
      return {
        type: 'string',
        pattern: '^[A-Z]{2}-[A-Za-z0-9]{4,32}$',
        description:
          'Begins with the country. One record of the organisation for ever; other organisations’ ids do not matter',
      };
    case 'agency':
      return { type: 'string', pattern: '^[A-Z]{2}-[A-Za-z0-9-]{2,60}$', description: 'Begins with the country' };
    case 'day':
      return text('YYYY-MM-DD');
    case 'birth-date':
      return text('YYYY-MM-DD, YYYY-MM or YYYY');
    case 'citizenship':
      return text('ISO 3166-1 alpha-2, STATELESS or UNKNOWN');
    case 'admin1':
      return text('ISO 3166-2');
    case 'months':
      return { type: ['integer', 'string', 'null'], description: 'Whole months, or UNKNOWN' };
  }
}

/** One record as REST and Kafka take it: the names of a file's columns, lists as arrays. Absent, null or empty: not asked. */
export const RECORD_SCHEMA = {
  type: 'object' as const,
  additionalProperties: false,
  required: ['record_id', 'registered_on', 'agency'],
  properties: Object.fromEntries(Object.entries(COLUMNS).map(([name, column]) => [name, schemaOf(column)])),
};
