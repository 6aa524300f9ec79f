import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A metric without a unit and a description is of no use at three in the morning: both are required. */
export interface MetricDefinition<L extends string = string> {
  /** Without the prefix `kerege_`, snake case, for example `outbox_pending`. */
  readonly name: string;
  /** For example `events`, `seconds`, `bytes`, `records`. */
  readonly unit: string;
  readonly description: string;
  /** Names of labels. Values must be codes, topics or partitions, never anything about a person. */
  readonly labels?: readonly L[];
}

export interface GaugeDefinition<L extends string = string> extends MetricDefinition<L> {
  /** Fills the gauge at each scrape; a failure leaves the last value and counts in `kerege_metrics_failed_total`. */
  readonly collect?: (gauge: Gauge<L>) => Promise<void> | void;
}

export interface HistogramDefinition<L extends string = string> extends MetricDefinition<L> {
  /** Upper bounds in the metric's unit, ascending. */
  readonly buckets: readonly number[];
}

const PREFIX = 'kerege_';
const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** The metrics of one process. Asking twice for a name gives the same metric. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly failed: Counter<'metric'>;

  constructor(options: { service: string; processMetrics?: boolean }) {
    this.registry.setDefaultLabels({ service: options.service });
    if (options.processMetrics ?? false) collectDefaultMetrics({ register: this.registry });
    this.failed = this.counter({
      name: 'metrics_failed_total',
      unit: 'scrapes',
      description: 'Scrapes in which a metric could not be read',
      labels: ['metric'],
    });
  }

  counter<L extends string = never>(definition: MetricDefinition<L>): Counter<L> {
    return this.once(definition, (common) => new Counter<L>(common));
  }

  gauge<L extends string = never>(definition: GaugeDefinition<L>): Gauge<L> {
    const { collect } = definition;
    const { failed } = this;
    return this.once(definition, (common) => {
      if (collect === undefined) return new Gauge<L>(common);
      return new Gauge<L>({
        ...common,
        async collect() {
          try {
            await collect(this);
          } catch {
            failed.inc({ metric: definition.name });
          }
        },
      });
    });
  }

  histogram<L extends string = never>(definition: HistogramDefinition<L>): Histogram<L> {
    return this.once(definition, (common) => new Histogram<L>({ ...common, buckets: [...definition.buckets] }));
  }

  /** Media type of `render`. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** All metrics in Prometheus text format. */
  render(): Promise<string> {
    return this.registry.metrics();
  }

  private once<L extends string, M>(
    definition: MetricDefinition<L>,
    create: (common: { name: string; help: string; labelNames: L[]; registers: Registry[] }) => M,
  ): M {
    if (!NAME.test(definition.name)) throw new TypeError(`metric name ${definition.name} is not in snake case`);
    if (definition.unit.trim() === '' || definition.description.trim() === '') {
      throw new TypeError(`metric ${definition.name} needs a unit and a description`);
    }
    const name = PREFIX + definition.name;
    const known = this.registry.getSingleMetric(name);
    if (known !== undefined) return known as M;
    return create({
      name,
      help: `${definition.description} [${definition.unit}]`,
      labelNames: [...(definition.labels ?? [])],
      registers: [this.registry],
    });
  }
}
