import type { TSchema } from '@sinclair/typebox';
import { UuidSchema } from '../events/envelope.js';

/** A schema in words, short enough for a table cell. */
export function schemaText(schema: TSchema): string {
  if (Array.isArray(schema['anyOf'])) return (schema['anyOf'] as TSchema[]).map(schemaText).join(' or ');
  if ('const' in schema) return `\`${String(schema['const'])}\``;
  if (Array.isArray(schema['enum'])) return (schema['enum'] as string[]).map((value) => `\`${value}\``).join(' ');
  switch (schema['type']) {
    case 'string':
      if (schema['pattern'] === UuidSchema.pattern) return 'UUID v4';
      return typeof schema['pattern'] === 'string'
        ? `text \`${schema['pattern']}\``
        : `text (${String(schema['format'])})`;
    case 'integer':
      return `whole number${range(schema['minimum'], schema['maximum'])}`;
    case 'array':
      return `list of ${schemaText(schema['items'] as TSchema)}${range(undefined, schema['maxItems'], 'at most ')}`;
    case 'object':
      return `{ ${Object.entries(schema['properties'] as Record<string, TSchema>)
        .map(([name, inner]) => `${name}: ${schemaText(inner)}`)
        .join('; ')} }`;
    default:
      return String(schema['type']);
  }
}

function range(minimum: unknown, maximum: unknown, upTo = '..'): string {
  const [low, high] = [minimum, maximum].map((bound) => (typeof bound === 'number' ? String(bound) : ''));
  return low === '' && high === '' ? '' : ` (${low}${upTo}${high})`;
}
