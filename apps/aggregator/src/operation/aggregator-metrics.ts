import type { TopicDefinition } from '#contracts';
import { outboxState, type ChunkOutcome } from '#messaging';
import { Metrics } from '#observability';
import type { DataSource } from 'typeorm';

/** The process's metrics; what lies in the database is read at each scrape. */
export function aggregatorMetrics(dataSource: DataSource): Metrics {
  const metrics = new Metrics({ service: 'aggregator', processMetrics: true });
  metrics.gauge({
    name: 'parked',
    unit: 'events',
    description: 'Events that wait for an earlier version of their subject',
    collect: async (gauge) => {
      const [row] = await dataSource.query<{ n: number }[]>('SELECT count(*)::integer AS n FROM messaging.parked');
      gauge.set(row?.n ?? 0);
    },
  });
  metrics.gauge({
    name: 'quarantined',
    unit: 'records',
    description: 'Records refused and not yet released, by reason',
    labels: ['reason'],
    collect: async (gauge) => {
      const rows = await dataSource.query<{ reason: string; n: number }[]>(
        'SELECT reason, count(*)::integer AS n FROM messaging.quarantine WHERE released_at IS NULL GROUP BY reason',
      );
      gauge.reset();
      for (const { reason, n } of rows) gauge.set({ reason }, n);
    },
  });
  outboxGauges(metrics, dataSource);
  return metrics;
}

function outboxGauges(metrics: Metrics, dataSource: DataSource): void {
  metrics.gauge({
    name: 'outbox_pending',
    unit: 'events',
    description: 'Notices that have not left yet',
    collect: async (gauge) => gauge.set((await outboxState(dataSource)).pending),
  });
  metrics.gauge({
    name: 'outbox_age',
    unit: 'seconds',
    description: 'How long the oldest notice that may leave has been waiting',
    collect: async (gauge) => gauge.set((await outboxState(dataSource)).ageSeconds),
  });
}

/** Counts the outcome of each committed chunk. */
export function chunkCounters(metrics: Metrics): (topic: TopicDefinition, outcome: ChunkOutcome) => void {
  const counter = (name: string, description: string) =>
    metrics.counter({ name, unit: 'records', description, labels: ['topic'] });
  const applied = counter('applied_total', 'Events applied since the start');
  const parked = counter('parked_total', 'Events parked since the start');
  const quarantined = counter('quarantined_total', 'Records refused since the start');
  const repeated = counter('repeated_total', 'Repetitions passed over since the start');
  return ({ name: topic }, outcome) => {
    applied.inc({ topic }, outcome.applied);
    parked.inc({ topic }, outcome.parked);
    quarantined.inc({ topic }, outcome.quarantined);
    repeated.inc({ topic }, outcome.silent);
  };
}
