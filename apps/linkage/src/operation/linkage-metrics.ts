import { consumerGauges, outboxGauges } from '#messaging';
import { Metrics } from '#observability';
import type { DataSource } from 'typeorm';

/** The process's metrics; what lies in the database is read at each scrape. */
export function linkageMetrics(dataSource: DataSource): Metrics {
  const metrics = new Metrics({ service: 'linkage', processMetrics: true });
  consumerGauges(metrics, dataSource);
  outboxGauges(metrics, dataSource);
  metrics.gauge({
    name: 'linkage_crowded_keys',
    unit: 'keys',
    description: 'Keys that more mentions of one source hold than the cap allows, by source: above 0 is an alarm',
    labels: ['source'],
    collect: async (gauge) => {
      const rows = await dataSource.query<{ source: string; keys: number }[]>(CROWDED);
      gauge.reset();
      for (const { source, keys } of rows) gauge.set({ source }, keys);
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
  return metrics;
}

const CROWDED = `
  SELECT source, count(DISTINCT key)::float8 AS keys FROM linkage.mention_key WHERE crowded GROUP BY source`;

const LARGEST = 'SELECT coalesce(max(members), 0)::float8 AS largest FROM linkage.cluster';
