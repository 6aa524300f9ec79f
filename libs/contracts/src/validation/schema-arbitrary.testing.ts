import type { TSchema } from '@sinclair/typebox';
import fc from 'fast-check';

/** Valid data of a schema, for property tests. Knows the keywords that the contract uses and throws for any other shape. */
export function arbitraryOf(schema: TSchema): fc.Arbitrary<unknown> {
  if (Array.isArray(schema['anyOf'])) return fc.oneof(...(schema['anyOf'] as TSchema[]).map(arbitraryOf));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if (schema['type'] === 'string' && schema['pattern'] === undefined && schema['format'] === undefined) {
    return fc.string({ minLength: bound(schema['minLength'], 0), maxLength: bound(schema['maxLength'], 64) });
  }
  switch (schema['type']) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: bound(schema['minimum'], 0), max: bound(schema['maximum'], 1_000_000) });
    case 'string':
      return text(schema);
    case 'array':
      return list(schema);
    case 'object':
      return record(schema);
    default:
      throw new Error('arbitraryOf does not know this schema');
  }
}

function bound(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function text(schema: TSchema): fc.Arbitrary<string> {
  if (typeof schema['pattern'] === 'string') return fc.stringMatching(new RegExp(schema['pattern'], 'u'));
  const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  return instant.map((date) => date.toISOString().slice(0, schema['format'] === 'date' ? 10 : undefined));
}

function list(schema: TSchema): fc.Arbitrary<unknown[]> {
  const items = arbitraryOf(schema['items'] as TSchema);
  const lengths = { minLength: bound(schema['minItems'], 0), maxLength: Math.min(bound(schema['maxItems'], 8), 8) };
  return schema['uniqueItems'] === true ? fc.uniqueArray(items, lengths) : fc.array(items, lengths);
}

function record(schema: TSchema): fc.Arbitrary<object> {
  const fields = Object.entries(schema['properties'] as Record<string, TSchema>);
  const requiredKeys = (schema['required'] ?? []) as string[];
  return fc.record(Object.fromEntries(fields.map(([name, inner]) => [name, arbitraryOf(inner)])), { requiredKeys });
}
