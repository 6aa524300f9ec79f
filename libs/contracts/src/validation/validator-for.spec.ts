import type { TSchema } from '@sinclair/typebox';
import fc from 'fast-check';
import { EVENTS } from '../events/all-events.js';
import { EVENT_EXAMPLES } from '../events/examples.js';
import { MAX_CLUSTER_MEMBERS, MAX_EVENT_BYTES } from '../events/limits.js';
import { arbitraryOf } from './schema-arbitrary.testing.js';
import { UnknownEventType } from './unknown-event-type.js';
import { validatorFor } from './validator-for.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
const runs = { seed, numRuns: 200 };
beforeAll(() => process.stderr.write(`contracts: fast-check seed ${seed} (FC_SEED)\n`));

/** Every object inside a value, the value itself included. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

function objectSchemasIn(schema: TSchema): TSchema[] {
  const nested = [
    ...Object.values((schema['properties'] ?? {}) as Record<string, TSchema>),
    schema['items'],
    ...((schema['anyOf'] ?? []) as TSchema[]),
  ];
  const own = schema['type'] === 'object' ? [schema] : [];
  return [...own, ...nested.flatMap((inner) => (inner === undefined ? [] : objectSchemasIn(inner as TSchema)))];
}

function stringSchemasIn(schema: TSchema): TSchema[] {
  const nested = [
    ...Object.values((schema['properties'] ?? {}) as Record<string, TSchema>),
    schema['items'],
    ...((schema['anyOf'] ?? []) as TSchema[]),
  ];
  const own = schema['type'] === 'string' ? [schema] : [];
  return [...own, ...nested.flatMap((inner) => (inner === undefined ? [] : stringSchemasIn(inner as TSchema)))];
}

describe.each(EVENTS)('$type', (definition) => {
  const validate = validatorFor(definition.type);

  test('the example is valid, and so is whatever the schema generates', () => {
    expect(validate(EVENT_EXAMPLES[definition.type])).toBe(true);
    fc.assert(
      fc.property(arbitraryOf(definition.data), (data) => validate(data) === true),
      runs,
    );
  });

  test('closed at every depth: an unknown field anywhere is refused and its name not repeated', () => {
    expect(objectSchemasIn(definition.data).every((schema) => schema['additionalProperties'] === false)).toBe(true);
    const name = fc.string().map((text) => `canary${text}`);
    fc.assert(
      fc.property(arbitraryOf(definition.data), fc.nat(), name, fc.jsonValue(), (data, nth, field, value) => {
        const copy: unknown = structuredClone(data);
        const objects = objectsIn(copy);
        Object.assign(objects[nth % objects.length] ?? {}, { [field]: value });
        const failure = validate(copy);
        expect(failure).not.toBe(true);
        expect(Object.keys(failure)).toEqual(['schemaPath', 'keyword']);
        expect(JSON.stringify(failure)).not.toContain('canary');
      }),
      runs,
    );
  });

  test('a required field that is missing is refused', () => {
    const required = definition.data['required'] ?? [];
    for (const field of required) {
      const example: Record<string, unknown> = { ...EVENT_EXAMPLES[definition.type] };
      expect(validate(Object.fromEntries(Object.entries(example).filter(([key]) => key !== field)))).toEqual({
        schemaPath: '#/required',
        keyword: 'required',
      });
    }
  });

  test('no free text: every string is an enum, a constant, a pattern or a date', () => {
    for (const schema of stringSchemasIn(definition.data)) {
      expect(['enum', 'const', 'pattern', 'format'].some((keyword) => keyword in schema)).toBe(true);
    }
  });
});

describe('hostile data', () => {
  const validate = validatorFor('kerege.case.voided.v1');

  test('"__proto__" as a field of JSON is an unknown field', () => {
    expect(validate(JSON.parse('{"__proto__":{"x":1}}'))).not.toBe(true);
    expect(validate(JSON.parse('{"constructor":1}'))).not.toBe(true);
  });

  test.each([null, undefined, 'text', 1, true, [], [{}]])('%p is no object', (data) => {
    expect(validate(data)).toEqual({ schemaPath: '#/type', keyword: 'type' });
  });

  test('a failure never repeats a value', () => {
    const failure = validatorFor('kerege.case.decided.v1')({ outcome: 'Айгүл', decidedby: 'NGO', decidedyear: 2020 });
    expect(failure).toEqual({ schemaPath: '#/properties/outcome/enum', keyword: 'enum' });
  });
});

test('an unknown type throws a typed error that does not repeat it', () => {
  const attempt = () => validatorFor('kerege.canary.v1');
  expect(attempt).toThrow(UnknownEventType);
  expect(attempt).not.toThrow(/canary/);
});

test('a validator is compiled once', () => {
  expect(validatorFor('kerege.case.closed.v1')).toBe(validatorFor('kerege.case.closed.v1'));
});

test('the largest cluster fits into the largest event', () => {
  const data = {
    ...EVENT_EXAMPLES['kerege.cluster.changed.v1'],
    mentionRefs: Array.from(
      { length: MAX_CLUSTER_MEMBERS },
      (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    ),
  };
  expect(validatorFor('kerege.cluster.changed.v1')(data)).toBe(true);
  expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThan(MAX_EVENT_BYTES);
});
