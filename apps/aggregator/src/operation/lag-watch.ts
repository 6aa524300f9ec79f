import { topicNamed, type TopicDefinition } from '#contracts';
import { consumerProgress, physicalName, type KafkaConnection, type LogInspector } from '#messaging';
import type { Logger, Metrics } from '#observability';
import type { DataSource } from 'typeorm';

/** Milliseconds between two looks at the ends of the logs. */
const INTERVAL_MS = 10_000;

export interface LagWatchOptions {
  readonly dataSource: DataSource;
  readonly inspector: LogInspector;
  readonly connection: KafkaConnection;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Records from which on a topic's lag is a warning. It is no reason to take the service out of work. */
  readonly bound: number;
}

/** Measures how far the stored offsets are behind the ends of the logs, by topic. */
export class LagWatch {
  private readonly gauge;
  private readonly above = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: LagWatchOptions) {
    this.gauge = options.metrics.gauge({
      name: 'consumer_lag',
      unit: 'records',
      description: 'Records of the topic that are not applied yet',
      labels: ['topic'],
    });
  }

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.look();
    }, INTERVAL_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One look. A broker or database that is away leaves the last values; health tells of it. */
  async look(): Promise<void> {
    try {
      for (const [topic, lag] of await this.lags()) this.note(topic, lag);
    } catch (error) {
      this.options.log.debug({ err: error }, 'lag could not be measured');
    }
  }

  private note(topic: string, lag: number): void {
    const { bound, log } = this.options;
    this.gauge.set({ topic }, lag);
    if (lag > bound && !this.above.has(topic)) {
      this.above.add(topic);
      log.warn({ topic, lag, bound }, 'lag is above its bound');
    } else if (lag <= bound && this.above.delete(topic)) {
      log.info({ topic, lag, bound }, 'lag is below its bound again');
    }
  }

  private async lags(): Promise<Map<string, number>> {
    const lags = new Map<string, number>();
    for (const [topic, offsets] of await this.storedOffsets()) {
      const ends = await this.options.inspector.endOffsets(physicalName(this.options.connection, topic.name), [
        ...offsets.keys(),
      ]);
      const behind = [...offsets].map(([partition, next]) => Number((ends.get(partition) ?? next) - next));
      lags.set(
        topic.name,
        behind.reduce((sum, lag) => sum + Math.max(0, lag), 0),
      );
    }
    return lags;
  }

  private async storedOffsets(): Promise<Map<TopicDefinition, Map<number, bigint>>> {
    const stored = new Map<TopicDefinition, Map<number, bigint>>();
    for (const { topic, partition, nextOffset } of await consumerProgress(this.options.dataSource)) {
      const definition = topicNamed(topic);
      if (definition === undefined) continue;
      const offsets = stored.get(definition) ?? new Map<number, bigint>();
      stored.set(definition, offsets.set(partition, nextOffset));
    }
    return stored;
  }
}
