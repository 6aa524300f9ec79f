import type { DataSource } from 'typeorm';
import type { TopicDefinition } from '#contracts';
import type { Metrics } from '#observability';
import type { ChunkOutcome } from '../chunk/chunk-transaction.js';
import { outboxState } from '../outbox/outbox-state.js';

/** What waits in a service's database, read at each scrape: parked and refused records. */
export function consumerGauges(metrics: Metrics, dataSource: DataSource): void {
  metrics.gauge({
    name: 'parked',
    unit: 'events',
    description: 'Events that wait for an earlier version of their subject',
    collect: async (gauge) => {
      const [row] = await dataSource.query<{ n: number }[]>('SELECT count(*)::float8 AS n FROM messaging.parked');
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
        'SELECT reason, count(*)::float8 AS n FROM messaging.quarantine WHERE released_at IS NULL GROUP BY reason',
      );
      gauge.reset();
      for (const { reason, n } of rows) gauge.set({ reason }, n);
    },
  });
}

/** What a service has not said yet. */
export function outboxGauges(metrics: Metrics, dataSource: DataSource): void {
  metrics.gauge({
    name: 'outbox_pending',
    unit: 'events',
    description: 'Events that have not left yet, held ones included',
    collect: async (gauge) => gauge.set((await outboxState(dataSource)).pending),
  });
  metrics.gauge({
    name: 'outbox_age',
    unit: 'seconds',
    description: 'How long the oldest event that may leave has been waiting',
    collect: async (gauge) => gauge.set((await outboxState(dataSource)).ageSeconds),
  });
}

/** Counts the outcome of each committed chunk; the transport's option `metrics`. */
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
