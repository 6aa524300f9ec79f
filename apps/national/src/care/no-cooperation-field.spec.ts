import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENTS } from '#contracts';
import { TestNational } from '../national.testing.js';

/** In every language and spelling that a table or schema could be written in. */
const COOPERATION = /co-?operat|testif|willing|сотруднич/i;

const reference = (file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../docs/reference', file), 'utf8')) as unknown;

/** The names of all fields of a JSON Schema or OpenAPI document, however deep. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(fieldsOf)];
}

describe('rule 13: no field about a person’s cooperation exists anywhere', () => {
  it('in no event', () => {
    const fields = EVENTS.flatMap(({ data }) => fieldsOf(data));
    expect(fields).toContain('profile');
    expect(fields.filter((field) => COOPERATION.test(field))).toEqual([]);
  });

  it.each(['openapi-national.json', 'openapi-coordination.json'])('in no request or answer of %s', (file) => {
    const fields = fieldsOf(reference(file));
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((field) => COOPERATION.test(field))).toEqual([]);
  });

  it('in no column of the country’s database', async () => {
    const national = await TestNational.start();
    const columns = await national.rows<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    await national.stop();
    expect(columns.length).toBeGreaterThan(100);
    expect(columns.filter(({ name }) => COOPERATION.test(name))).toEqual([]);
  });
});
