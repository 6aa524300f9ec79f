import { HTCDS_FIELD_NAMES, HTCDS_MAPPING, RECORD_SCHEMA } from '#contracts';

export { RECORD_SCHEMA } from '#contracts';

/** A record in the names of HTCDS 2.0; own columns may stand beside them, boxes of values too. */
const HTCDS_RECORD_SCHEMA = {
  type: 'object' as const,
  required: ['record_id', 'registered_on'],
  description:
    'A record in the names and codes of HTCDS 2.0, with own columns beside them; see docs/reference/htcds.md',
  properties: Object.fromEntries(
    HTCDS_FIELD_NAMES.filter((field) => HTCDS_MAPPING[field].take !== 'none').map((field) => [
      field,
      { description: 'As the standard has it; several values as an array or divided by ;' },
    ]),
  ),
};

/** A record is read as HTCDS as soon as one of its names is the standard's. */
export const EITHER_SCHEMA = { anyOf: [RECORD_SCHEMA, HTCDS_RECORD_SCHEMA] };

const COUNT = { type: 'integer', minimum: 0 };
const SUMMARY_PROPERTIES = { received: COUNT, registered: COUNT, changed: COUNT, unchanged: COUNT, rejected: COUNT };
export const SUMMARY_SCHEMA = { type: 'object' as const, properties: SUMMARY_PROPERTIES };

export const LINE_RESULT_SCHEMA = {
  type: 'object' as const,
  required: ['outcome'],
  properties: {
    line: { type: 'integer', description: 'Physical line of the file, from 1' },
    record_id: { type: 'string' },
    outcome: { type: 'string', enum: ['registered', 'changed', 'unchanged', 'rejected'] },
    case_ref: { type: 'string', format: 'uuid' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, code: { type: 'string' } } },
      description: 'What is wrong, by field; never a value',
    },
    not_taken: {
      type: 'array',
      items: { type: 'string' },
      description: 'Fields of HTCDS with a value for which a record has no place',
    },
  },
};
