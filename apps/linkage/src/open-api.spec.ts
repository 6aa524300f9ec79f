import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiOf } from '#http';
import { HealthRegistry, Metrics } from '#observability';
import { createDataSource } from '#persistence';
import { format } from 'prettier';
import { API } from './api.js';
import { LinkageModule } from './linkage.module.js';
import { OperatorModule } from './operator.module.js';

const committed = join(import.meta.dirname, '../../../docs/reference/openapi-linkage.json');

test('the committed OpenAPI document is that of the code (UPDATE_REFERENCE=1 writes it)', async () => {
  const dataSource = createDataSource({
    url: 'postgres://nobody@127.0.0.1/none',
    poolSize: 1,
    applicationName: 'spec',
  });
  const unused = {} as never;
  const module = LinkageModule.of({
    ...{
      dataSource,
      engine: unused,
      encodings: () => null,
      revoked: new Set<number>(),
      publisher: unused,
      desk: unused,
      receipts: unused,
    },
    ...{ health: new HealthRegistry(), metrics: new Metrics({ service: 'spec' }) },
    transport: { releaseQuarantined: () => Promise.resolve('not-quarantined') },
    operators: OperatorModule.of({
      dataSource,
      explanations: unused,
      models: unused,
      audits: unused,
      tags: unused,
      purge: unused,
    }),
  });
  const text = await format(JSON.stringify(await openApiOf(module, API)), { parser: 'json', printWidth: 120 });
  if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(committed, text);
  expect(readFileSync(committed, 'utf8')).toBe(text);
});
