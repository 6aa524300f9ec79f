import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiOf } from '#http';
import { HealthRegistry, Metrics } from '#observability';
import { createDataSource } from '#persistence';
import { format } from 'prettier';
import { API } from './api.js';
import { CoordinationModule } from './coordination.module.js';

const committed = join(import.meta.dirname, '../../../docs/reference/openapi-coordination.json');

test('the committed OpenAPI document is that of the code (UPDATE_REFERENCE=1 writes it)', async () => {
  const dataSource = createDataSource({
    url: 'postgres://nobody@127.0.0.1/none',
    poolSize: 1,
    applicationName: 'spec',
  });
  const parts = { dataSource, health: new HealthRegistry(), metrics: new Metrics({ service: 'coordination' }) };
  const document = await openApiOf(CoordinationModule.of(parts), API);
  const text = await format(JSON.stringify(document), { parser: 'json', printWidth: 120 });
  if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(committed, text);
  expect(readFileSync(committed, 'utf8')).toBe(text);
});

test('the API is these routes and no others', () => {
  const document = JSON.parse(readFileSync(committed, 'utf8')) as { paths: Record<string, unknown> };
  expect(Object.keys(document.paths).sort()).toEqual([
    '/health/live',
    '/health/ready',
    '/metrics',
    '/v1/figures',
    '/v1/identified',
    '/v1/indicators',
  ]);
});
