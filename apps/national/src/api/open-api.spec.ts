import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { format } from 'prettier';
import { CODE_LIST_NAMES, codesOf } from '#contracts';
import { openApiOf } from '#http';
import { HealthRegistry, Metrics } from '#observability';
import { createDataSource } from '#persistence';
import { COLUMN_NAMES } from '../intake/columns.js';
import { nationalParts } from '../national-parts.js';
import { NationalModule } from '../national.module.js';
import { API } from './api.js';

const anyText: unknown = expect.any(String);
const committed = join(import.meta.dirname, '../../../../docs/reference/openapi-national.json');

test('the committed OpenAPI document is that of the code (UPDATE_REFERENCE=1 writes it)', async () => {
  const dataSource = createDataSource({
    url: 'postgres://nobody@127.0.0.1/none',
    poolSize: 1,
    applicationName: 'spec',
  });
  const keys = { masterKey: Buffer.alloc(32), encodingKey: Buffer.alloc(32), keyStore: {} as never };
  const parts = nationalParts({ country: 'KZ', dataSource, ...keys, publishEverySeconds: 0 });
  const health = new HealthRegistry();
  const module = NationalModule.of({
    country: 'KZ',
    dataSource,
    parts,
    health,
    transport: { releaseQuarantined: () => Promise.resolve('not-quarantined') },
    metrics: new Metrics({ service: 'spec' }),
  });
  const document = await openApiOf(module, API);
  const text = await format(JSON.stringify(document), { parser: 'json', printWidth: 120 });
  if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(committed, text);
  expect(readFileSync(committed, 'utf8')).toBe(text);
});

test('every operation says what success is', () => {
  const { paths } = JSON.parse(readFileSync(committed, 'utf8')) as OpenAPIObject;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { responses: object }>).map(([method, { responses }]) => ({
      ...{ operation: `${method} ${path}`, success: Object.keys(responses).filter((code) => code.startsWith('2')) },
    })),
  );
  expect(operations.length).toBeGreaterThan(50);
  expect(operations.filter(({ success }) => success.length !== 1)).toEqual([]);
});

test('whatever code a body may hold is of a list of the contract, which has labels in every language', () => {
  const document = JSON.parse(readFileSync(committed, 'utf8')) as { paths: Record<string, Record<string, unknown>> };
  const bodies = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((method) => (method as { requestBody?: unknown }).requestBody),
  );
  // A field of a record may be null: not asked.
  const lists = [...CODE_LIST_NAMES.map(codesOf), COLUMN_NAMES].map((codes) => new Set<unknown>([...codes, null]));
  const unlisted = enumsIn(bodies).filter((codes) => !lists.some((list) => codes.every((code) => list.has(code))));
  expect(unlisted).toEqual([]);
  expect(enumsIn(bodies).length).toBeGreaterThan(30);
});

function enumsIn(node: unknown): readonly unknown[][] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'enum' in node && Array.isArray(node.enum) ? [node.enum as unknown[]] : [];
  return [...own, ...Object.values(node).flatMap(enumsIn)];
}

test('the API is these routes and no others, and its record has the columns of a file', () => {
  const document = JSON.parse(readFileSync(committed, 'utf8')) as {
    openapi: string;
    paths: Record<
      string,
      { post?: { requestBody: { content: Record<string, { schema: { anyOf?: { properties: object }[] } }> } } }
    >;
  };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).sort()).toEqual([
    '/health/live',
    '/health/ready',
    '/metrics',
    '/v1/assessments/due',
    '/v1/cases',
    '/v1/cases/{caseRef}/access-report',
    '/v1/cases/{caseRef}/assessments',
    '/v1/cases/{caseRef}/care',
    '/v1/cases/{caseRef}/close',
    '/v1/cases/{caseRef}/complaints',
    '/v1/cases/{caseRef}/complaints/{id}/answer',
    '/v1/cases/{caseRef}/consents',
    '/v1/cases/{caseRef}/corrections',
    '/v1/cases/{caseRef}/corrections/{id}/decision',
    '/v1/cases/{caseRef}/disclosures',
    '/v1/cases/{caseRef}/disclosures/{id}/informed',
    '/v1/cases/{caseRef}/emergency-protections',
    '/v1/cases/{caseRef}/emergency-protections/{id}/second',
    '/v1/cases/{caseRef}/emergency-protections/{id}/told',
    '/v1/cases/{caseRef}/entitlements',
    '/v1/cases/{caseRef}/erasure',
    '/v1/cases/{caseRef}/penalisations',
    '/v1/cases/{caseRef}/penalisations/{id}/resolved',
    '/v1/cases/{caseRef}/referrals',
    '/v1/cases/{caseRef}/reflection',
    '/v1/cases/{caseRef}/reflection/end',
    '/v1/cases/{caseRef}/reflection/extensions',
    '/v1/cases/{caseRef}/reopen',
    '/v1/cases/{caseRef}/returns',
    '/v1/cases/{caseRef}/rights',
    '/v1/cases/{caseRef}/services',
    '/v1/cases/{caseRef}/services/{id}/given',
    '/v1/cases/{caseRef}/timeline',
    '/v1/cases/{caseRef}/{claim}/{id}/told',
    '/v1/cases/{ref}/void',
    '/v1/delivery-problems',
    '/v1/directory',
    '/v1/directory/own',
    '/v1/encoding-epochs',
    '/v1/encoding-epochs/{epoch}',
    '/v1/erasures',
    '/v1/exports/htcds',
    '/v1/figures/attestations/{period}',
    '/v1/figures/breakdown',
    '/v1/figures/by-attribute',
    '/v1/figures/identified',
    '/v1/figures/monthly-counts/{month}',
    '/v1/figures/presumed',
    '/v1/figures/tables/{table}/{period}',
    '/v1/files',
    '/v1/generalisation-report',
    '/v1/incidents',
    '/v1/incidents/{id}/closed',
    '/v1/incidents/{id}/told',
    '/v1/notifications',
    '/v1/persons/merge',
    '/v1/persons/split',
    '/v1/progress',
    '/v1/quarantine',
    '/v1/quarantine/release',
    '/v1/records',
    '/v1/records/bulk',
    '/v1/records/search',
    '/v1/records/{recordId}',
    '/v1/records/{recordId}/links',
    '/v1/records/{recordId}/why-not/{otherId}',
    '/v1/referral-keys',
    '/v1/referral-keys/{kid}',
    '/v1/referrals',
    '/v1/referrals/{referralRef}',
    '/v1/referrals/{referralRef}/{action}',
    '/v1/reflection-breaches',
    '/v1/reviews',
    '/v1/reviews/{matchRef}',
    '/v1/reviews/{matchRef}/answer',
    '/v1/reviews/{matchRef}/history',
    '/v1/reviews/{matchRef}/why',
    '/v1/rights-alerts',
    '/v1/waiting-events',
  ]);
  const schema = document.paths['/v1/records']?.post?.requestBody.content['application/json']?.schema;
  expect(Object.keys(schema?.anyOf?.[0]?.properties ?? {})).toEqual(COLUMN_NAMES);
  const acts = document.paths['/v1/referrals/{referralRef}/{action}']?.post?.requestBody.content['application/json'];
  const records = (acts?.schema.anyOf ?? []).flatMap(({ properties }) =>
    'record' in properties ? [properties.record] : [],
  );
  expect(records).toEqual([{ description: anyText, ...schema }]);
});
