import { cpus, totalmem } from 'node:os';

/** One measured figure with the goal it is held against. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly goal: number | null;
  readonly better: 'higher' | 'lower';
}

/** Progress, on stderr. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The last line of stdout of every bench. `details` holds what the figures were computed from. */
export function printReport(bench: string, metrics: readonly Metric[], details: object): void {
  const judged = metrics.map((metric) => ({ ...metric, value: rounded(metric.value), met: isMet(metric) }));
  const environment = {
    node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGiB: rounded(totalmem() / 2 ** 30),
    ...details,
  };
  process.stdout.write(`${JSON.stringify({ bench, metrics: judged, environment })}\n`);
}

/** Null where the figure has no goal and stands for comparison only. */
function isMet({ goal, value, better }: Metric): boolean | null {
  if (goal === null) return null;
  return better === 'higher' ? value >= goal : value <= goal;
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
