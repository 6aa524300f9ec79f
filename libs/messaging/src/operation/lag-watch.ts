import type { Logger, Metrics } from '#observability';
import type { StreamLag } from '../transport/lag.js';

/** Milliseconds between two looks at the ends of the logs. */
const INTERVAL_MS = 10_000;

export interface LagWatchOptions {
  /** Asks the brokers of each cluster that the service reads from. */
  readonly clusters: readonly (() => Promise<readonly StreamLag[]>)[];
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

  /** One look at each cluster. One that is away, or the database, leaves the last values; health tells of it. */
  async look(): Promise<void> {
    for (const cluster of this.options.clusters) {
      try {
        for (const [topic, lag] of byTopic(await cluster())) this.note(topic, lag);
      } catch (error) {
        this.options.log.debug({ err: error }, 'lag could not be measured');
      }
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
}

function byTopic(streams: readonly StreamLag[]): Map<string, number> {
  const lags = new Map<string, number>();
  for (const { topic, lag } of streams) lags.set(topic, (lags.get(topic) ?? 0) + Number(lag));
  return lags;
}
