import { consumerGauges, outboxGauges } from '#messaging';
import { Metrics } from '#observability';
import type { DataSource } from 'typeorm';

/** The process's metrics; what lies in the database is read at each scrape. */
export function aggregatorMetrics(dataSource: DataSource): Metrics {
  const metrics = new Metrics({ service: 'aggregator', processMetrics: true });
  consumerGauges(metrics, dataSource);
  outboxGauges(metrics, dataSource);
  return metrics;
}
