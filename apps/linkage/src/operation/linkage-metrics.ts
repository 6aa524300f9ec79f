import { consumerGauges, outboxGauges } from '#messaging';
import { Metrics } from '#observability';
import { inTransaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { floodCounts } from '../floods/floods.js';

/** The process's metrics; what lies in the database is read at each scrape. */
export function linkageMetrics(dataSource: DataSource): Metrics {
  const metrics = new Metrics({ service: 'linkage', processMetrics: true });
  consumerGauges(metrics, dataSource);
  outboxGauges(metrics, dataSource);
  metrics.gauge({
    name: 'linkage_crowded_tags',
    unit: 'tags',
    description:
      'Tags that more mentions of one source hold than the cap allows, by source and kind: above 0 is an alarm',
    labels: ['source', 'kind'],
    collect: async (gauge) => {
      const rows = await inTransaction(dataSource, floodCounts);
      gauge.reset();
      for (const { source, kind = 'unknown', tags } of rows) gauge.inc({ source, kind }, tags);
    },
  });
  metrics.gauge({
    name: 'linkage_largest_cluster',
    unit: 'mentions',
    description: 'Members of the largest cluster; more than a few dozen are hardly one person',
    collect: async (gauge) => {
      const [row] = await dataSource.query<{ largest: number }[]>(LARGEST);
      gauge.set(row?.largest ?? 0);
    },
  });
  counted(metrics, dataSource, 'linkage_oversize_mentions', 'mentions', OVERSIZE);
  counted(metrics, dataSource, 'linkage_contested_pairs', 'pairs', CONTESTED);
  counted(metrics, dataSource, 'linkage_possible', 'mentions', POSSIBLE);
  return metrics;
}

const OVERSIZE = {
  description: 'Mentions of components over the cap, in which links are stricter: above 0 is an alarm of data quality',
  sql: 'SELECT count(*)::float8 AS n FROM linkage.oversize',
};
const CONTESTED = {
  description: 'Pairs about which people have said both: above 0 somebody has to look',
  sql: 'SELECT count(*)::float8 AS n FROM linkage.contested',
};
const POSSIBLE = {
  description: 'Mentions that stay alone between two groups which exclude each other',
  sql: 'SELECT count(DISTINCT mention_id)::float8 AS n FROM linkage.possible',
};

function counted(
  metrics: Metrics,
  dataSource: DataSource,
  name: string,
  unit: string,
  { description, sql }: { readonly description: string; readonly sql: string },
): void {
  metrics.gauge({
    ...{ name, unit, description },
    collect: async (gauge) => {
      const [row] = await dataSource.query<{ n: number }[]>(sql);
      gauge.set(row?.n ?? 0);
    },
  });
}

const LARGEST = 'SELECT coalesce(max(members), 0)::float8 AS largest FROM linkage.cluster';
