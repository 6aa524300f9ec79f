export { RECORD_SCHEMA } from '#contracts';

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
  },
};
